import type { WorldState } from '../../../src/window/protocol.ts';
import { activeModes, faultText } from '../../model/faults.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';

/** The faults of a world, and how its webhooks misbehave. */
export function FaultsPane({
  world,
  onAdd,
}: {
  readonly world: WorldState;
  readonly onAdd: () => void;
}) {
  const session = useSession();
  const tag = encodeURIComponent(world.world);
  const modes = activeModes(world.webhook_mode);
  const remove = (id: number, route: string) =>
    session.attempt(
      () => session.server.change('DELETE', `/worlds/${tag}/faults/${id}`),
      `Removed the fault on ${route}`,
    );
  const turnOff = (off: unknown) =>
    session.attempt(
      () => session.server.control(world.world, 'POST', '/webhooks/mode', off),
      'Webhooks behave again',
    );
  return (
    <div class="faults-part">
      <div class="pane-head">
        <h2>Faults</h2>
        <button
          type="button"
          class="btn sm ghost square"
          aria-label="Add a fault"
          disabled={world.has_ended}
          onClick={onAdd}
        >
          <Icon name="plus" />
        </button>
      </div>
      <div class="pad">
        {world.faults.length + modes.length === 0 && (
          <p class="meta">None. Add one to see how your application copes.</p>
        )}
        <ul class="stack s3">
          {world.faults.map((fault) => (
            <FaultRow
              key={fault.id}
              where={fault.fault.route === '*' ? 'every request' : fault.fault.route}
              what={faultText(fault)}
              onRemove={() => remove(fault.id, fault.fault.route)}
            />
          ))}
          {modes.map(({ text, off }) => (
            <FaultRow key={text} where="webhooks" what={text} onRemove={() => turnOff(off)} />
          ))}
        </ul>
      </div>
    </div>
  );
}

interface FaultRowProps {
  readonly where: string;
  readonly what: string;
  readonly onRemove: () => void;
}

function FaultRow({ where, what, onRemove }: FaultRowProps) {
  return (
    <li class="row between">
      <div class="stack s1">
        <code>{where}</code>
        <span class="meta">{what}</span>
      </div>
      <button
        type="button"
        class="btn sm ghost square"
        aria-label={`Remove the fault on ${where}`}
        onClick={onRemove}
      >
        <Icon name="cross" />
      </button>
    </li>
  );
}
