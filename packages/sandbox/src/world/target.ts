/** Where a world runs: in this process, or behind a sandbox server. */
export type Target = 'local' | 'remote';

/** A value that a local world returns at once and a remote one as a promise. `await` works for both. */
export type Result<At extends Target, T> = At extends 'local' ? T : Promise<T>;
