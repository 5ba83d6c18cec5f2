import type { EventWithDeliveries } from '@firsthandapi/spec';
import { Dialog } from '@firsthandapi/ui';
import { CopyButton } from '../page/copy-button.tsx';

export interface PayloadDialogProps {
  readonly event: EventWithDeliveries;
  readonly onClose: () => void;
}

/** What an event's deliveries contain. */
export function PayloadDialog({ event, onClose }: PayloadDialogProps) {
  const { deliveries: _, ...payload } = event;
  const text = JSON.stringify(payload, null, 2);
  return (
    <Dialog
      title={String(event.type)}
      onClose={onClose}
      actions={
        <button type="button" class="btn" onClick={onClose}>
          Done
        </button>
      }
    >
      <div class="code short">
        <div class="code-head">
          <span class="grow meta">Payload</span>
          <CopyButton text={text} isSmall />
        </div>
        {/* It scrolls, so the keyboard has to reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre tabIndex={0}>{text}</pre>
      </div>
    </Dialog>
  );
}
