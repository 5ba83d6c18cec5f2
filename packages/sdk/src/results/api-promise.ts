import { type AnyFirstHandError, isFirstHandError } from '../errors/any-firsthand-error.ts';
import type { ApiResponse } from '../response/api-response.ts';

/** The result of `.safe()`: the data or the error, discriminated by `ok`. */
export type SafeResult<T> =
  | { readonly ok: true; readonly data: T; readonly error?: undefined }
  | { readonly ok: false; readonly error: AnyFirstHandError; readonly data?: undefined };

/**
 * A call in progress. Await it for the data; call {@link ApiPromise.withResponse} for the request id,
 * rate limit and headers as well, or {@link ApiPromise.safe} for a result instead of a throw. The
 * request is sent immediately and only once, however the promise is used.
 */
export class ApiPromise<T>
  // Untyped: for each type of data, compilers would instantiate every inherited member of Promise<T>.
  extends (Promise as unknown as new (executor: () => void) => object)
  implements Promise<T>
{
  /** The built-in one, which calls `then`. */
  declare readonly catch: Promise<T>['catch'];
  readonly #response: Promise<ApiResponse<T>>;

  constructor(response: Promise<ApiResponse<T>>) {
    // A promise to everything that asks; all that it does is done by the one of the response.
    // `Boolean` ignores what it could settle it with; a new function would cost every call.
    super(Boolean);
    this.#response = response;
  }

  get [Symbol.toStringTag](): string {
    return 'ApiPromise';
  }

  // biome-ignore lint/suspicious/noThenProperty: this is a promise.
  then<Result1 = T, Result2 = never>(
    onFulfilled?: ((data: T) => Result1 | PromiseLike<Result1>) | null,
    // biome-ignore lint/suspicious/noExplicitAny: as in the built-in Promise.
    onRejected?: ((reason: any) => Result2 | PromiseLike<Result2>) | null,
  ): Promise<Result1 | Result2> {
    // Two steps, because V8 follows the handlers of an await unchanged to the caller's line.
    return this.withResponse()
      .then(({ data }) => data)
      .then(onFulfilled, onRejected);
  }

  // The built-in one would create another ApiPromise, without a response.
  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }

  /** Returns the data with the HTTP response, its request id and rate limit, and the attempts made. */
  withResponse(): Promise<ApiResponse<T>> {
    return this.#response;
  }

  /**
   * Returns the outcome as a value: `{ ok: true, data }` or `{ ok: false, error }`. Rejects only with
   * errors that are not of this client, such as one that a middleware threw.
   */
  safe(): Promise<SafeResult<T>> {
    return this.then<SafeResult<T>, SafeResult<T>>(
      (data) => ({ ok: true, data }),
      (error) => {
        if (isFirstHandError(error)) return { ok: false, error };
        throw error;
      },
    );
  }
}
