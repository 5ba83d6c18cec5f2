import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a turn cost, for one call. */
export interface TurnCost {
  /** Microseconds of processor time of the process, user and system. */
  readonly cpu: number;
  readonly wall: number;
}

/** A contender in its own process: what others have taught the compiler about shared code does not touch it. */
export interface ContenderProcess {
  readonly child: ChildProcess;
  readonly costs: TurnCost[];
}

/** Starts a program that calls `answerTurns`, and waits until it is warm. */
export async function startContender(
  program: URL,
  parameters: readonly string[],
): Promise<ContenderProcess> {
  const child = fork(program, parameters);
  await once(child, 'message');
  return { child, costs: [] };
}

/** Lets each make its calls in every round, in an order that changes, so that none always follows the same one. */
export async function takeProcessTurns(
  contenders: readonly ContenderProcess[],
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const order = contenders.map((contender) => ({ ...contender, place: Math.random() }));
    for (const { child, costs } of order.toSorted((one, other) => one.place - other.place)) {
      child.send(calls);
      const [cost] = await once(child, 'message');
      costs.push(cost);
    }
  }
  for (const { child } of contenders) child.kill();
}

/** What a process does in its turns. */
export interface Turn {
  /** Called over and over, and measured. */
  call(): PromiseLike<unknown>;
  /** Makes what a number of calls need, before they are measured. */
  prepare?(calls: number): PromiseLike<unknown>;
}

/** The other side of `takeProcessTurns`: warms up, then makes as many calls as each message says. */
export async function answerTurns({ call, prepare }: Turn, warmUp: number): Promise<void> {
  const measure = async (calls: number): Promise<TurnCost> => {
    await prepare?.(calls);
    const [start, before] = [performance.now(), process.cpuUsage()];
    for (let made = 0; made < calls; made++) await call();
    const { user, system } = process.cpuUsage(before);
    return {
      cpu: (user + system) / calls,
      wall: ((performance.now() - start) * 1_000) / calls,
    };
  };
  await measure(warmUp);
  process.on('message', async (calls: number) => process.send?.(await measure(calls)));
  process.send?.('warm');
}
