import { Dialog, Notice } from '@firsthandapi/ui';
import { CopyButton } from '../page/copy-button.tsx';
import { useServices } from '../services/services.ts';

/** A new key, while it can still be seen. */
export interface ShownKey {
  readonly name: string;
  readonly secret: string;
  readonly scopes: readonly string[];
}

export interface KeyShownDialogProps {
  readonly shown: ShownKey;
  readonly onClose: () => void;
}

/** Step 2 of a new key: it is shown once. */
export function KeyShownDialog({ shown, onClose }: KeyShownDialogProps) {
  const { apiUrl } = useServices();
  const call = `curl ${apiUrl}/v1/jobs \\\n  -H "Authorization: Bearer $FIRSTHAND_API_KEY"`;
  return (
    <Dialog
      title="Copy your key now"
      onClose={onClose}
      actions={
        <button type="button" class="btn primary" onClick={onClose}>
          Done
        </button>
      }
    >
      <Notice tone="warn" title="This is the only time you see it">
        <p class="muted">Put it into your secret store, not into code or a chat.</p>
      </Notice>
      <div class="field">
        <span class="label" id="shown-key">
          {shown.name}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in the box */}
        <div class="once" role="group" aria-labelledby="shown-key">
          <code>{shown.secret}</code>
          <CopyButton text={shown.secret} />
        </div>
      </div>
      <p class="row wrap">
        {shown.scopes.map((scope) => (
          <span key={scope} class="tag">
            {scope}
          </span>
        ))}
      </p>
      <div class="code">
        <div class="code-head">
          <span class="grow meta">Try it</span>
        </div>
        {/* It scrolls, so the keyboard has to reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre tabIndex={0}>{call}</pre>
      </div>
    </Dialog>
  );
}
