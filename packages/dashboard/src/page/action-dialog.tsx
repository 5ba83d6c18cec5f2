import { Dialog, Notice } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import type { Action } from './use-action.ts';

export interface ActionDialogProps {
  readonly title: string;
  /** What the button does, in the words of the title. */
  readonly verb: string;
  readonly action: Action;
  readonly onClose: () => void;
  /** What the button says that changes nothing. Default: Cancel. */
  readonly dismissal?: string;
  /** Whether the action takes something away. */
  readonly isDanger?: boolean;
  /** Whether something that the action needs is missing. */
  readonly isIncomplete?: boolean;
  readonly children: ComponentChildren;
}

/** A modal question with one action, which says why it failed. */
export function ActionDialog(props: ActionDialogProps) {
  const { title, verb, action, onClose, dismissal = 'Cancel', children } = props;
  const { isDanger = false, isIncomplete = false } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            {dismissal}
          </button>
          <button
            type="button"
            class={isDanger ? 'btn danger' : 'btn primary'}
            disabled={action.isBusy || isIncomplete}
            aria-busy={action.isBusy}
            onClick={action.run}
          >
            {verb}
          </button>
        </>
      }
    >
      {action.problem !== undefined && <Notice tone="bad" title={action.problem} />}
      {children}
    </Dialog>
  );
}
