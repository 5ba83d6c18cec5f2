import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import { type RateLimit, readRateLimit } from './rate-limit.ts';

/** The data of a call together with its HTTP response. */
export class ApiResponse<T> {
  /** The value that awaiting the call gives. */
  declare readonly data: T;
  /** The HTTP response: status and headers. Its body has already been read. */
  declare readonly response: FetchResponse;
  /** How many times the request was sent; 1 without a retry. */
  declare readonly attempts: number;

  constructor(data: T, response: FetchResponse, attempts: number) {
    this.data = data;
    this.response = response;
    this.attempts = attempts;
  }

  /** The service's id of the request (`req_…`), to quote to support. */
  get requestId(): string | undefined {
    return readRequestId(this.response.headers);
  }

  /** The tightest rate-limit window; `undefined` when the response does not report it. */
  get rateLimit(): RateLimit | undefined {
    return readRateLimit(this.response.headers);
  }
}
