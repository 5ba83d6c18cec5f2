import type { CallVector } from '@firsthandapi/test-support/vectors';

/** A call that every language makes. */
export interface Call extends CallVector {
  readonly idempotency_key?: string;
  /** Seconds that the service may hold the response. */
  readonly wait?: number;
}

/** Where calls go. */
export interface Service {
  readonly url: string;
  readonly apiKey: string;
}

/** A way to call the API. What the service responds to a call is of no interest. */
export interface Language {
  /** Makes each call once, one after the other. */
  makeCalls(service: Service, calls: readonly Call[]): Promise<void>;
  /** Posts a job, waits for it and downloads its files; posts another and waits for it; lists both, in pages of one. */
  playStory(service: Service): Promise<void>;
  /** What it calls itself. */
  readonly userAgent: RegExp;
  /** Headers that only its transport sends, of which no program decides: `spec/vectors/README.md` says why. */
  readonly additions?: (path: string) => Readonly<Record<string, string>>;
}
