import { useEffect } from 'preact/hooks';
import type { Message } from '../session/model.ts';
import { Icon } from './parts/icon.tsx';
import { useSession } from './parts/session-context.ts';

const SHOWN_MS = 4_000;

/** Confirms what was done, or says why it was not. What went wrong stays until it is closed. */
export function Toast({ message }: { readonly message: Message | null }) {
  const session = useSession();
  useEffect(() => {
    if (message === null || message.tone === 'bad') return undefined;
    const { number } = message;
    const timer = setTimeout(() => session.change({ kind: 'messageRead', number }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [session, message]);
  return (
    <div role="status">
      {message !== null && (
        <div class="toast">
          <Icon name={message.tone === 'ok' ? 'check' : 'alert'} />
          <span class="grow">{message.text}</span>
          {message.tone === 'bad' && (
            <button
              type="button"
              class="btn sm ghost"
              onClick={() => session.change({ kind: 'messageRead', number: message.number })}
            >
              Close
            </button>
          )}
        </div>
      )}
    </div>
  );
}
