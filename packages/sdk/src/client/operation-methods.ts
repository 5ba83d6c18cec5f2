import { type Operations, operations } from '../generated/operations.ts';
import { ApiPromise } from '../results/api-promise.ts';
import { ListPromise, type Page } from '../results/list-promise.ts';
import type { RequestOptions } from '../settings/client-options.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import type { Call } from '../transport/call.ts';
import { send } from '../transport/send.ts';

/** Not a private field: only a static block could read one here, and Hermes does not parse those. */
const settingsOf = new WeakMap<object, ClientSettings>();

/** Has a method for each generated route, named by its operationId. */
class RoutedMethods {
  constructor(settings: ClientSettings) {
    settingsOf.set(this, settings);
  }
}

for (const operationId of Object.keys(operations) as (keyof Operations)[]) {
  // Read at the first call: most programs use few of the operations, and every import would pay for all.
  let route: Route | undefined;
  // Defined as a method of an object, so that stack traces show its name.
  const methods = {
    [operationId](this: RoutedMethods, ...values: unknown[]): unknown {
      route ??= readRoute(operations[operationId]);
      const { method, path, kind } = route;
      const settings = settingsOf.get(this) as ClientSettings;
      let index = path.length - 1;
      const ids = values.slice(0, index) as string[];
      const payload = kind && kind !== 'void' ? (values[index++] as object) : undefined;
      const options = values[index] as RequestOptions;
      // Each part by name: an object that begins as a copy of another costs more.
      const call = { operationId, method, path, kind, ids, payload, options };
      if (kind !== 'page') return new ApiPromise(send(settings, call));
      return new ListPromise(send<Page<unknown>>(settings, call), (cursor) =>
        send(settings, { ...call, payload: { ...payload, cursor } }),
      );
    },
  };
  (RoutedMethods.prototype as unknown as Record<string, unknown>)[operationId] =
    methods[operationId];
}

type Route = Pick<Call, 'method' | 'path' | 'kind'>;

function readRoute(route: string): Route {
  const [method = '', template = '', kind] = route.split(' ');
  return { method, path: `/v1/${template}`.split('*'), kind };
}

/** The base of the client: every operation, with its generated type. */
export const OperationMethods = RoutedMethods as unknown as new (
  settings: ClientSettings,
) => Operations;
