import { type Operations, operations } from '../generated/operations.ts';
import { ApiPromise } from '../results/api-promise.ts';
import { ListPromise, type Page } from '../results/list-promise.ts';
import type { RequestOptions } from '../settings/client-options.ts';
import type { ClientSettings } from '../settings/client-settings.ts';
import { send } from '../transport/send.ts';

/** Has a method for each generated route, under the operation's own name. */
class RoutedMethods {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  static {
    for (const [operationId, route] of Object.entries<string>(operations)) {
      const [method = '', template = '', payloadKind] = route.split(' ');
      const path = template.split(/\{\w+\}/);
      const idCount = path.length - 1;
      const isPublic = payloadKind === 'public';
      // Written as a method of an object, it has its name in stack traces.
      const methods = {
        [operationId](this: RoutedMethods, ...values: unknown[]): unknown {
          const ids = values.slice(0, idCount) as string[];
          const payload = payloadKind ? (values[idCount] as object) : undefined;
          const options = values[payloadKind ? idCount + 1 : idCount] as RequestOptions;
          const call = { operationId, method, path, isPublic, ids, payload, options };
          if (payloadKind !== 'page') return new ApiPromise(send(this.#settings, call));
          return new ListPromise(send<Page<unknown>>(this.#settings, call), (cursor) =>
            send(this.#settings, { ...call, payload: { ...payload, cursor } }),
          );
        },
      };
      Object.assign(RoutedMethods.prototype, methods);
    }
  }
}

/** The base of the client: all operations, typed as they are generated. */
export const OperationMethods = RoutedMethods as unknown as new (
  settings: ClientSettings,
) => Operations;
