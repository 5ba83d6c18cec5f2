import { bodyOf, Dialog, Field, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { CopyButton } from '../page/copy-button.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { EVENT_TYPES } from './event-types.ts';

export interface CreateEndpointDialogProps {
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

/** Adds an endpoint, and shows its secret once. */
export function CreateEndpointDialog({ onClose, onCreated }: CreateEndpointDialogProps) {
  const { api } = useServices();
  const [url, setUrl] = useState('https://');
  const [secret, setSecret] = useState<string>();
  const create = useAction(async () => {
    const body = { url, events: [...EVENT_TYPES] };
    const made = await bodyOf(
      api.POST('/v1/webhook_endpoints', { params: { header: idempotent() }, body }),
    );
    setSecret(made.secret);
    onCreated();
  });
  if (secret !== undefined) {
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
      </Dialog>
    );
  }
  return (
    <Dialog
      title="Add an endpoint"
      onClose={onClose}
      actions={
        <>
          <button type="button" class="btn ghost" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="btn primary" disabled={create.isBusy} onClick={create.run}>
            Add endpoint
          </button>
        </>
      }
    >
      {create.problem !== undefined && <Notice tone="bad" title={create.problem} />}
      <Field
        id="endpoint-url"
        label="URL"
        hint="Every event is sent there. It has to answer with 200 within 10 seconds."
        error={create.fields.url}
        type="url"
        maxLength={2_000}
        value={url}
        onInput={({ currentTarget }) => setUrl(currentTarget.value)}
      />
    </Dialog>
  );
}
