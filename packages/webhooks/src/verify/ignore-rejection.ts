/**
 * Keeps a promise that was passed where a plain value belongs from ending the process: the caller
 * gets an error about the argument and has no reason to handle the promise too.
 */
export function ignoreRejection(value: unknown): void {
  Promise.resolve(value).catch(() => {});
}
