import type { Ports } from '../ports.ts';
import type { Tables } from '../store/store.ts';
import type { Instant } from '../time/instant.ts';
import type { EngineSettings } from './engine-settings.ts';

/** What domain code works with: the ports and settings, the tables of the current transaction, and the time. */
export interface Work {
  readonly ports: Ports;
  readonly settings: EngineSettings;
  readonly tables: Tables;
  readonly now: Instant;
}
