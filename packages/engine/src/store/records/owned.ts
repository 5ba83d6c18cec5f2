export type Environment = 'live' | 'test';

/** Whose a record is: objects of one environment are invisible to the other (contract §1). */
export interface Owned {
  readonly organization_id: string;
  readonly environment: Environment;
}
