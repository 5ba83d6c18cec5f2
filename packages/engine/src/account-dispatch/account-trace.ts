import type { OperationId } from '@firsthandapi/spec/account';
import type { Route } from '../dispatch/route.ts';
import type { Trace } from '../dispatch/trace.ts';
import type { SignedInMember } from './member-of.ts';

/** What is learned about a member's request on its way. */
export interface AccountTrace extends Omit<Trace, 'route' | 'caller'> {
  accountRoute: Route<OperationId> | undefined;
  signedIn: SignedInMember | undefined;
}
