import type { Reply } from '../http/reply.ts';
import type { MemberCall } from '../work/member-call.ts';

export type AccountOperation<Body = unknown, Query = unknown> = (
  call: MemberCall<Body, Query>,
) => Promise<Reply>;
