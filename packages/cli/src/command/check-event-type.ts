import { WEBHOOK_EVENT_TYPES } from '@firsthandapi/webhooks';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

const TYPES: readonly string[] = WEBHOOK_EVENT_TYPES;

/**
 * Returns the event type.
 *
 * @param place where it was given, such as `--events`
 * @throws UsageError for one that does not exist
 */
export function checkEventType(type: string, place?: string): string {
  if (TYPES.includes(type)) return type;
  const similar = closest(type, TYPES);
  const hint =
    similar === undefined ? `pass one of ${TYPES.join(', ')}` : `did you mean ${similar}?`;
  const fault = `here is no event type '${type}'; ${hint}`;
  throw new UsageError(place === undefined ? `T${fault}` : `${place}: t${fault}`);
}
