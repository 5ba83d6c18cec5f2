import type { Reply } from '../http/reply.ts';
import type { Call } from '../work/call.ts';

export type Operation<Body = unknown, Query = unknown> = (
  call: Call<Body, Query>,
) => Promise<Reply>;
