import type { Scope } from '../../store/scope.ts';

/** The scope of credit events. Credits are real, so only endpoints of the live environment receive them. */
export function creditScope(organizationId: string): Scope {
  return { organization_id: organizationId, environment: 'live' };
}
