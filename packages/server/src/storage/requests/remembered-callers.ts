import { ClearingCache, type KeyHolder, StaleCallerError } from '@firsthandapi/engine';

/** What reads have seen of callers is remembered for this long. It is checked whenever it is used, however old. */
const REMEMBERED_MS = 60_000;
const MAX_CALLERS = 1_000;

interface Remembered {
  readonly holder: KeyHolder;
  readonly version: string;
  readonly since: number;
}

/** Callers as reads have seen them, by the id of their secret, with the version of the rows that were read. */
export class RememberedCallers {
  readonly #callers = new ClearingCache<string, Remembered>(MAX_CALLERS);

  note(holder: KeyHolder, version: string): void {
    this.#callers.set(holder.secret.id, { holder, version, since: performance.now() });
  }

  get(secretId: string): { readonly holder: KeyHolder; readonly check: CallerCheck } | undefined {
    const found = this.#callers.get(secretId);
    if (found === undefined || performance.now() - found.since >= REMEMBERED_MS) return undefined;
    const { holder, version } = found;
    const onStale = () => {
      if (this.#callers.get(secretId) === found) this.#callers.delete(secretId);
    };
    return { holder, check: new CallerCheck(secretId, version, onStale) };
  }
}

/** Whether the caller of one request still is as remembered, which its first statement finds out. */
export class CallerCheck {
  readonly secretId: string;
  /** The version of the caller's rows. */
  readonly version: string;
  readonly #onStale: () => void;
  #isConfirmed = false;

  constructor(secretId: string, version: string, onStale: () => void) {
    this.secretId = secretId;
    this.version = version;
    this.#onStale = onStale;
  }

  get isConfirmed(): boolean {
    return this.#isConfirmed;
  }

  /** Notes what the database says. Throws a `StaleCallerError` when the rows have another version. */
  settle(isCurrent: boolean): void {
    if (!isCurrent) {
      this.#onStale();
      throw new StaleCallerError('The caller has changed since it was read');
    }
    this.#isConfirmed = true;
  }
}
