import type { Model } from '../session/model.ts';
import { copyText } from './parts/clipboard.ts';
import { Icon } from './parts/icon.tsx';
import { useSession } from './parts/session-context.ts';

const GUIDE =
  'https://github.com/firsthandapi/firsthandapi-ts/blob/main/docs/guides/sandbox-window.md';

/** Which sandbox this is, and whether it responds. */
export function TopBar({ model, onHelp }: { readonly model: Model; readonly onHelp: () => void }) {
  const session = useSession();
  const { server, connection, world } = model;
  const baseUrl = server?.base_url ?? '';
  return (
    <header class="x-top">
      <span class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="#c2410c" />
          <path fill="#fff" d="M10 8h13v4.5h-8.2v2.7h7v4.3h-7V24H10z" />
        </svg>
      </span>
      <h1>Sandbox</h1>
      {baseUrl !== '' && <span class="meta mono">{baseUrl}</span>}
      {connection.kind === 'live' && <span class="live">Live</span>}
      {connection.kind === 'lost' && <span class="stale">Not connected</span>}
      <span class="grow" />
      {world !== null && (
        <button
          type="button"
          class="btn sm"
          onClick={() => copyText(session, baseUrl, 'the base URL')}
        >
          <Icon name="copy" />
          Copy base URL
        </button>
      )}
      <button type="button" class="btn sm ghost" aria-label="Keyboard shortcuts" onClick={onHelp}>
        <kbd>?</kbd>
      </button>
      <a href={GUIDE} target="_blank" rel="noreferrer noopener">
        Guide
      </a>
    </header>
  );
}
