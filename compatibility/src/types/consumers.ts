/** What a user has that is compiled. */
export interface Consumer {
  /** What stands in the table. */
  readonly name: string;
  readonly files: readonly string[];
  /** What it needs of the language's own declarations where Node's types do not bring it. */
  readonly lib: readonly string[];
}

/** Uses the client and the verifier. */
export const APPLICATION: Consumer = {
  name: 'application',
  files: ['consumer.ts', 'subpaths.ts', 'require.cts'],
  lib: [],
};

/** Uses the sandbox beside them, and ends its worlds by `await using`. */
export const TEST_SUITE: Consumer = {
  name: 'test suite',
  files: ['test-suite.ts', 'subpaths.ts'],
  lib: ['esnext.disposable'],
};
