import type { Scope } from '../../store/scope.ts';

/** Where credit events belong: credits are real, so only the live environment's endpoints hear of them. */
export function creditScope(organizationId: string): Scope {
  return { organization_id: organizationId, environment: 'live' };
}
