import type { Reply } from '../call.ts';
import { ApiError } from '../errors.ts';
import type { Ports, Tables } from '../ports.ts';
import { findReplay, type IdempotentRequest, keepAnswer, type Replay } from './idempotency.ts';
import { type Answer, answerOf, errorAnswer } from './respond.ts';
import type { Trace } from './trace.ts';

/** Runs a mutation at most once per Idempotency-Key; its effects and the kept answer commit together (contract §2). */
export async function answerOnce(
  { keyring, store }: Ports,
  trace: Trace,
  use: IdempotentRequest,
  run: (tables: Tables) => Promise<Reply>,
): Promise<Answer> {
  const orReplay = async (tables: Tables, make: () => Answer | Promise<Answer>) => {
    const found = await findReplay(keyring, tables, use);
    if (found !== undefined) return replay(trace, found);
    const answer = await make();
    await keepAnswer(keyring, tables, use, answer);
    return answer;
  };
  let creditsCents = 0;
  try {
    const answer = await store.transact((tables) =>
      orReplay(tables, async () => {
        const reply = await run(tables);
        creditsCents = reply.creditsCents ?? 0;
        return answerOf(reply);
      }),
    );
    trace.creditsCents = creditsCents;
    return answer;
  } catch (thrown) {
    if (!isFinalRefusal(thrown)) throw thrown;
    // The refused operation was rolled back; its refusal is a first response all the same.
    return store.transact((tables) => orReplay(tables, () => errorAnswer(thrown, trace.requestId)));
  }
}

/** A failure of ours or of a provider is not kept: a retry under the same key is to be carried out. */
function isFinalRefusal(thrown: unknown): thrown is ApiError {
  return thrown instanceof ApiError && thrown.type !== 'idempotency_error' && thrown.status < 500;
}

function replay(trace: Trace, found: Replay): Answer {
  trace.replayed = true;
  trace.answerId = found.requestId;
  return found.answer;
}
