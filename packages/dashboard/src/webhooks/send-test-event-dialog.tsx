import { Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { ActionDialog } from '../page/action-dialog.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { CAUSABLE_TYPES, causeTestEvent } from './cause-test-event.ts';

export interface SendTestEventDialogProps {
  readonly onClose: () => void;
  /** Called when the list of events has changed. */
  readonly onSent: () => void;
}

/** Has a test job cause an event, so that endpoints get it as they would a real one. */
export function SendTestEventDialog({ onClose, onSent }: SendTestEventDialogProps) {
  const { api } = useServices();
  const [type, setType] = useState(CAUSABLE_TYPES[0] ?? '');
  const [result, setResult] = useState<'sent' | 'missing'>();
  const send = useAction(async () => {
    setResult(undefined);
    const event = await causeTestEvent(api, type);
    setResult(event === undefined ? 'missing' : 'sent');
    onSent();
  });
  return (
    <ActionDialog title="Send a test event" verb="Send test event" action={send} onClose={onClose}>
      <div class="field">
        <label for="test-event-type">Event</label>
        <select
          id="test-event-type"
          class="select"
          value={type}
          disabled={send.isBusy}
          onChange={({ currentTarget }) => setType(currentTarget.value)}
        >
          {CAUSABLE_TYPES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <p class="muted">
        A test job of one file causes it. It costs nothing, and most events take 15 seconds.
      </p>
      <div role="status">
        {send.isBusy && <p>Waiting for {type}…</p>}
        {result === 'sent' && <Notice tone="ok" title={`${type} was sent to your endpoints`} />}
        {result === 'missing' && (
          <Notice tone="warn" title={`${type} has not happened yet: look at the job in Jobs`} />
        )}
      </div>
    </ActionDialog>
  );
}
