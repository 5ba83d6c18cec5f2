/**
 * Calls back into the application: a logger, a callback. Its failure, thrown or rejected, must not
 * change the outcome of a call that the service may have carried out.
 */
export function notify(
  callback: () => unknown,
  onError: (error: unknown) => void = () => {},
): void {
  // Runs at once; what is thrown becomes a rejection.
  new Promise((resolve) => resolve(callback())).catch(onError);
}
