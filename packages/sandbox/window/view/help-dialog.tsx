import { SHORTCUTS } from '../model/shortcuts.ts';
import { Dialog } from './parts/dialog.tsx';

/** What the help needs. */
export interface HelpDialogProps {
  readonly areOn: boolean;
  readonly onSwitch: (areOn: boolean) => void;
  readonly onClose: () => void;
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
};

/** Lists the keyboard shortcuts. */
export function HelpDialog({ areOn, onSwitch, onClose }: HelpDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div class="dlg">
        <dl class="keys">
          {SHORTCUTS.map(({ keys, action, text }) => (
            <KeyRow key={action} keys={keys} text={text} />
          ))}
        </dl>
        <label class="check">
          <input
            type="checkbox"
            checked={areOn}
            onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
          />
          Shortcuts of a single letter
        </label>
      </div>
      <div class="dlg-foot">
        <button type="button" class="btn primary" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}

function KeyRow({ keys, text }: { readonly keys: readonly string[]; readonly text: string }) {
  return (
    <>
      <dt class="row">
        {keys.map((key) => (
          <kbd key={key}>{SIGNS[key] ?? key}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  );
}
