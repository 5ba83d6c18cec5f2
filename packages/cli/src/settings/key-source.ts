import type { Connection } from './connection.ts';

/** Returns where the key of a connection comes from: `FIRSTHAND_API_KEY`, or `profile 'staging'`. */
export function keySource({ source }: Pick<Connection, 'source'>): string {
  return 'variable' in source ? source.variable : `profile '${source.profile}'`;
}
