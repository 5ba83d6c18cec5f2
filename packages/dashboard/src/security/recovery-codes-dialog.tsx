import { Dialog, Notice } from '@firsthandapi/ui';
import { CopyButton } from '../page/copy-button.tsx';

export interface RecoveryCodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** Shows recovery codes, once. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  return (
    <Dialog
      title="Keep your recovery codes"
      onClose={onClose}
      actions={
        <button type="button" class="btn primary" onClick={onClose}>
          Done
        </button>
      }
    >
      <Notice tone="warn" title="This is the only time you see them">
        <p class="muted">Each works once in the place of a code of your app, if you lose it.</p>
      </Notice>
      <ul class="recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code.replaceAll(/(.{4})(?=.)/g, '$1-')}</code>
          </li>
        ))}
      </ul>
      <p>
        <CopyButton text={codes.join('\n')} />
      </p>
    </Dialog>
  );
}
