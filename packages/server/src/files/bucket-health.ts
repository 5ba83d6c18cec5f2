/** Of them in a row, the first may be a coincidence. */
const FAILURES = 3;

/** Knows from the requests to a bucket whether it responds. */
export class BucketHealth {
  #failures = 0;

  /** @param outcome The class of the status, or why there was none. */
  note(outcome: string): void {
    const isFailure = outcome === '5xx' || outcome === 'timeout' || outcome === 'connection';
    this.#failures = isFailure ? this.#failures + 1 : 0;
  }

  /**
   * Returns what operators should know. Not a reason for a server to be taken out of service: what needs no file works,
   * and the other servers have the same bucket.
   */
  notes(): readonly string[] {
    return this.#failures < FAILURES ? [] : ['S3_BUCKET does not respond: files cannot be used'];
  }
}
