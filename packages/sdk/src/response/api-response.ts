import type { FetchResponse } from '../http/fetch-like.ts';
import { readRequestId } from '../http/read-headers.ts';
import { type RateLimit, readRateLimit } from './rate-limit.ts';

/** The data of a call together with what the answer said about it. */
export class ApiResponse<T> {
  /** What awaiting the call gives. */
  declare readonly data: T;
  /** The HTTP answer: status and headers. Its body has been read already. */
  declare readonly response: FetchResponse;
  /** How many times the request was sent; 1 when nothing had to be repeated. */
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

  /** Where the tightest rate-limit window stands; `undefined` when the answer does not say. */
  get rateLimit(): RateLimit | undefined {
    return readRateLimit(this.response.headers);
  }
}
