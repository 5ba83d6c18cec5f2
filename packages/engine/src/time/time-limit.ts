/** Says whether the time for something is over. An `AbortSignal` is one. */
export type TimeLimit = Pick<AbortSignal, 'aborted'>;
