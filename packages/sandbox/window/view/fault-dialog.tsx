import { useState } from 'preact/hooks';
import { type FaultForm, faultControl } from '../model/faults.ts';
import { FaultFields } from './fault-fields.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Icon } from './parts/icon.tsx';
import { useSession } from './parts/session-context.ts';

const EMPTY: FaultForm = {
  route: 'POST /v1/jobs',
  outcome: '503',
  times: '1',
  skip: '',
  latency: '800ms',
};

/** Asks what should go wrong. */
export function FaultDialog({
  routes,
  onClose,
}: {
  readonly routes: readonly string[];
  readonly onClose: () => void;
}) {
  const session = useSession();
  const [form, setForm] = useState(EMPTY);
  const [problem, setProblem] = useState('');
  const add = async (event: Event) => {
    event.preventDefault();
    const control = faultControl(form);
    if (typeof control === 'string') {
      setProblem(control);
      return;
    }
    const { path, body } = control;
    const isAdded = await session.attempt(
      () => session.server.control(session.place.world, 'POST', path, body),
      `Added a fault on ${form.route}`,
    );
    if (isAdded) onClose();
  };
  return (
    <Dialog title="Add a fault" onClose={onClose}>
      <form onSubmit={add}>
        <div class="dlg">
          <FaultFields
            form={form}
            routes={routes}
            onChange={(changed) => setForm({ ...form, ...changed })}
          />
          {problem !== '' && (
            <p class="err" role="alert">
              <Icon name="alert" />
              {problem}
            </p>
          )}
        </div>
        <div class="dlg-foot">
          <button type="button" class="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="btn primary">
            Add fault
          </button>
        </div>
      </form>
    </Dialog>
  );
}
