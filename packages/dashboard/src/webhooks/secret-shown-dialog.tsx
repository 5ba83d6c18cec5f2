import { Dialog } from '@firsthandapi/ui';
import { CopyButton } from '../page/copy-button.tsx';

export interface SecretShownDialogProps {
  readonly secret: string;
  /** What holds for the secret before it. */
  readonly note?: string | undefined;
  readonly onClose: () => void;
}

/** The secret of an endpoint, while it can still be seen. */
export function SecretShownDialog({ secret, note, onClose }: SecretShownDialogProps) {
  return (
    <Dialog
      title="Copy the secret now"
      onClose={onClose}
      actions={
        <button type="button" class="btn primary" onClick={onClose}>
          Done
        </button>
      }
    >
      <p class="muted">
        Your server verifies the signature of every delivery with it. It is shown once.
      </p>
      <div class="once">
        <code>{secret}</code>
        <CopyButton text={secret} />
      </div>
      {note !== undefined && <p>{note}</p>}
    </Dialog>
  );
}
