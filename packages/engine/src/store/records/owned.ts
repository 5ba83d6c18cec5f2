export type Environment = 'live' | 'test';

/** The owner of a record. Objects of one environment are invisible to the other (contract §1). */
export interface Owned {
  readonly organization_id: string;
  readonly environment: Environment;
}
