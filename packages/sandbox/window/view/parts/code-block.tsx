import { jsonTokens } from '../../model/json-tokens.ts';
import { copyText } from './clipboard.ts';
import { Icon } from './icon.tsx';
import { useSession } from './session-context.ts';

const COLOURS = { string: 's', number: 'n', word: 'n' } as const;

/** What a block of code shows. */
export interface CodeBlockProps {
  readonly title: string;
  readonly text: string;
  /** Copied instead of the text that is shown. */
  readonly copied?: string;
}

/** A text with a title and a button to copy it. It stays text, whatever is in it. */
export function CodeBlock({ title, text, copied = text }: CodeBlockProps) {
  const session = useSession();
  return (
    <div class="code">
      <div class="code-head">
        <span class="grow meta">{title}</span>
        <button
          type="button"
          class="btn sm ghost"
          onClick={() => copyText(session, copied, title.split(',')[0]?.toLowerCase() ?? '')}
        >
          <Icon name="copy" />
          Copy<span class="sr"> {title}</span>
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be a landmark in the outline of every block. */}
      <pre tabIndex={0} role="region" aria-label={title}>
        {jsonTokens(text).map(({ kind, text: part }) =>
          kind === 'plain' ? part : <span class={COLOURS[kind]}>{part}</span>,
        )}
      </pre>
    </div>
  );
}
