/** Where a world runs: in this process, or behind a sandbox server. */
export type Target = 'local' | 'remote';

/** A value that a local world has at hand and a remote one is asked for. `await` works on both. */
export type Result<At extends Target, T> = At extends 'local' ? T : Promise<T>;
