export type Environment = 'live' | 'test';

/**
 * The owner of a record: an organization, or a worker, whose sessions, audit log, exports and uploads are their own and who has
 * a row among the organizations for that (docs/decisions/0023). Objects of one environment are invisible to the other (contract §1). */
export interface Owned {
  readonly organization_id: string;
  readonly environment: Environment;
}
