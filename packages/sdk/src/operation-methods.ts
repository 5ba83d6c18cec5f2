import { ApiPromise } from './api-promise.ts';
import type { ApiResponse } from './api-response.ts';
import type { RequestOptions } from './client-options.ts';
import type { ClientSettings } from './client-settings.ts';
import { type Operations, operations } from './generated/operations.ts';
import { ListPromise, type Page } from './list-promise.ts';
import { send } from './transport/send.ts';

/** Has a method for each generated route, under the operation's own name. */
class RoutedMethods {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  static {
    for (const [operationId, route] of Object.entries<string>(operations)) {
      const [method = '', path = '', payloadKind] = route.split(' ');
      const idCount = path.split('{').length - 1;
      const fixed = { operationId, method, path, isPublic: payloadKind === 'public' };
      // Written as a method of an object, it has its name in stack traces.
      const methods = {
        [operationId](this: RoutedMethods, ...values: unknown[]): unknown {
          const ids = values.splice(0, idCount) as string[];
          const payload = payloadKind ? (values.shift() as object) : undefined;
          const options = values[0] as RequestOptions;
          const start = <T>(each: object | undefined): Promise<ApiResponse<T>> =>
            send(this.#settings, { ...fixed, ids, payload: each, options });
          const first = start<Page<unknown>>(payload);
          return payloadKind === 'page'
            ? new ListPromise(first, (cursor) => start({ ...payload, cursor }))
            : new ApiPromise(first);
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
