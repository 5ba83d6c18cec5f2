import { FirstHandConfigurationError } from '../index.ts';

/**
 * Returns the number of connections, or throws: zero would be no limit in one transport and no connection in another.
 *
 * @throws FirstHandConfigurationError unless it is an integer from 1
 */
export function checkConnections(connections: number): number {
  if (Number.isSafeInteger(connections) && connections >= 1) return connections;
  throw new FirstHandConfigurationError('Invalid connections: pass an integer from 1');
}

/**
 * Refuses an agent or a dispatcher that cannot send: otherwise each request fails, as if the network had.
 *
 * @throws FirstHandConfigurationError that names the option
 */
export function checkSender(option: string, sender: object, method: string): void {
  if (typeof (sender as Record<string, unknown>)[method] === 'function') return;
  throw new FirstHandConfigurationError(`Invalid ${option}: it has no method ${method}`);
}
