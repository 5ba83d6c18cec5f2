import { ApiError } from '../errors/api-error.ts';
import type { Reply } from '../http/reply.ts';
import { type Answer, answerOf, errorAnswer } from '../http/respond.ts';
import { type Completion, isOutsideStep, type OutsideStep } from '../operations/external-step.ts';
import type { Ports } from '../ports.ts';
import type { KeyedMutex } from '../runtime/keyed-mutex.ts';
import type { Tables } from '../store/store.ts';
import type { Call } from '../work/call.ts';
import {
  findEarlier,
  forgetIntent,
  type IdempotentRequest,
  keepAnswer,
  keepIntent,
} from './idempotency.ts';

/** What carrying a mutation out shows of its request. */
export interface MutationTrace {
  readonly requestId: string;
  /** The id that the answer carries: that of the first request when the answer is a replay. */
  answerId: string;
  replayed: boolean;
  creditsCents: number;
  error: unknown;
}

/** One request that is carried out at most once. */
export interface Mutation {
  readonly use: IdempotentRequest;
  /** Begins it in a transaction; `intent` is what an earlier run had begun when it broke off. */
  readonly begin: (tables: Tables, intent: string | undefined) => Promise<Reply | OutsideStep>;
  /** The call as what comes after an outside step sees it. */
  readonly callIn: (tables: Tables) => Call;
}

interface Parts {
  readonly ports: Ports;
  readonly trace: MutationTrace;
  readonly mutation: Mutation;
}

/**
 * Runs a mutation at most once per Idempotency-Key; its effects and the kept answer commit together (contract §2). A
 * second request with the key waits for the first; in another process it joins the first in its outside step, and the
 * one that commits first has answered both.
 */
export function answerOnce(
  { ports, mutex }: { readonly ports: Ports; readonly mutex: KeyedMutex },
  trace: MutationTrace,
  mutation: Mutation,
): Promise<Answer> {
  const parts = { ports, trace, mutation };
  return mutex.run(mutation.use.id, async () => {
    const begun = await begin(parts);
    return 'act' in begun ? carryOut(parts, begun) : begun;
  });
}

async function begin(parts: Parts): Promise<Answer | OutsideStep> {
  const { ports, trace, mutation } = parts;
  let creditsCents = 0;
  try {
    const begun = await ports.store.transact((tables) =>
      unlessAnswered(parts, tables, async (intent) => {
        const result = await mutation.begin(tables, intent);
        const isKnown = intent !== undefined;
        if (isOutsideStep(result)) {
          await keepIntent(ports.keyring, tables, mutation.use, result.intent, isKnown);
          return result;
        }
        creditsCents = result.creditsCents ?? 0;
        return kept(parts, tables, answerOf(result), isKnown);
      }),
    );
    trace.creditsCents = creditsCents;
    return begun;
  } catch (thrown) {
    if (!isFinalRefusal(thrown)) throw thrown;
    // The refused operation was rolled back; its refusal is a first response all the same.
    return ports.store.transact((tables) =>
      unlessAnswered(parts, tables, (intent) =>
        kept(parts, tables, errorAnswer(thrown, trace.requestId), intent !== undefined),
      ),
    );
  }
}

/** No transaction is open while the step acts: it holds up nobody else, however long it takes. */
async function carryOut(parts: Parts, step: OutsideStep): Promise<Answer> {
  const { ports, trace, mutation } = parts;
  const complete = await act(parts, step);
  let creditsCents = 0;
  const answer = await ports.store.transact((tables) =>
    unlessAnswered(parts, tables, async (intent) => {
      const reply = await complete(mutation.callIn(tables));
      creditsCents = reply.creditsCents ?? 0;
      return kept(parts, tables, answerOf(reply), intent !== undefined);
    }),
  );
  trace.creditsCents = creditsCents;
  return answer;
}

async function act(parts: Parts, step: OutsideStep): Promise<Completion> {
  try {
    return await step.act();
  } catch (failure) {
    if (!isOpen(failure)) await withdraw(parts, step);
    throw failure;
  }
}

/** A withdrawal that fails changes nothing for the client: what was begun lapses by itself. */
async function withdraw({ ports, trace, mutation }: Parts, step: OutsideStep): Promise<void> {
  try {
    await ports.store.transact(async (tables) => {
      if (await forgetIntent(tables, mutation.use)) await step.withdraw(mutation.callIn(tables));
    });
  } catch (error) {
    trace.error ??= error;
  }
}

/** The kept answer where there is one; else what `make` makes, of the intent of an earlier run where there is one. */
async function unlessAnswered<T>(
  { ports, trace, mutation }: Parts,
  tables: Tables,
  make: (intent: string | undefined) => Promise<T>,
): Promise<T | Answer> {
  const earlier = await findEarlier(ports.keyring, tables, mutation.use);
  if (earlier === undefined || 'intent' in earlier) return make(earlier?.intent);
  trace.replayed = true;
  trace.answerId = earlier.requestId;
  return earlier.answer;
}

async function kept(
  { ports, mutation }: Parts,
  tables: Tables,
  answer: Answer,
  isKnown: boolean,
): Promise<Answer> {
  await keepAnswer(ports.keyring, tables, mutation.use, answer, isKnown);
  return answer;
}

/** A failure of ours or of a provider is not kept: a retry under the same key is to be carried out. */
function isFinalRefusal(thrown: unknown): thrown is ApiError {
  return thrown instanceof ApiError && thrown.type !== 'idempotency_error' && thrown.status < 500;
}

/** Whether it is open what came of a step. */
function isOpen(failure: unknown): boolean {
  return failure instanceof ApiError && failure.type === 'gateway_timeout';
}
