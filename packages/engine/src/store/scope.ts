import type { Environment, Owned } from './records.ts';

/** The organization and environment that a call or task acts in. */
export interface Scope {
  readonly organization_id: string;
  readonly environment: Environment;
}

export function scopeOf(owned: Owned): Scope {
  return { organization_id: owned.organization_id, environment: owned.environment };
}

/** Whether the scope may see the record. All other records must look absent (contract §1). */
export function isVisible(scope: Scope, record: Owned | undefined): record is Owned {
  return (
    record !== undefined &&
    record.organization_id === scope.organization_id &&
    record.environment === scope.environment
  );
}
