/** What is verified. */
export type Check = 'books' | 'chains' | 'files' | 'keyring';

/** Something that is wrong. */
export interface Problem {
  readonly check: Check;
  /** The organization, file or key that it concerns. */
  readonly subject: string;
  readonly message: string;
}

/** The result of one bounded step. */
export interface Finding {
  readonly check: Check;
  readonly problems: readonly Problem[];
  /** Bytes read from files. */
  readonly bytes?: number;
}
