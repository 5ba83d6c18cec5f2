import type { WorldInspection } from '../local/local-world.ts';
import type { CapturedBody, CapturedMessage } from '../log/captures.ts';
import type { LogPosition } from '../log/log-rows.ts';
import { maskHeader, maskText } from '../log/mask.ts';
import type { DeliveryEntry } from '../world/log-entry.ts';
import type { EntryDetail, Message, MessageBody } from './protocol.ts';

/** Returns an entry of the log with its messages, secrets masked, or undefined when it is not kept. */
export async function viewEntry(
  world: WorldInspection,
  position: LogPosition,
): Promise<EntryDetail | undefined> {
  const { log } = world.controls;
  const found = log.find(position);
  if (found === undefined) return undefined;
  const { entry, exchange } = found;
  const isDelivery = entry.kind === 'delivery';
  const isCurrent = position.life === log.life;
  return {
    life: position.life,
    entry,
    exchange:
      exchange === undefined
        ? null
        : {
            request: messageOf(exchange.request),
            response: exchange.response === null ? null : messageOf(exchange.response),
          },
    attempts: isDelivery && isCurrent ? attemptsOf(world, entry) : [],
    next_attempt_at: isDelivery && isCurrent ? await nextAttemptOf(world, entry) : null,
  };
}

function attemptsOf({ controls }: WorldInspection, entry: DeliveryEntry): DeliveryEntry[] {
  const { event_id, endpoint_id } = entry;
  return controls.log
    .deliveries()
    .filter((each) => each.event_id === event_id && each.endpoint_id === endpoint_id);
}

async function nextAttemptOf(
  { life }: WorldInspection,
  { event_id, endpoint_id }: DeliveryEntry,
): Promise<string | null> {
  const where = { event_id, endpoint_id };
  const [delivery] = await life.core.store.read(({ deliveries }) =>
    deliveries.list({ where, limit: 1 }),
  );
  const at = delivery?.status === 'pending' ? delivery.next_attempt_at : null;
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

function messageOf({ headers, body }: CapturedMessage): Message {
  return {
    headers: headers.map(([name, value]) => [name, maskHeader(name, value)]),
    body: body === null ? null : bodyOf(body),
  };
}

function bodyOf({ text, size, isCut }: CapturedBody): MessageBody {
  if (text === null) return { text, size, is_cut: isCut };
  const bytes = isCut ? size : new TextEncoder().encode(text).byteLength;
  return { text: maskText(text), size: bytes, is_cut: isCut };
}
