/**
 * How long the things take that a suite does over and over: a job from its creation to its files, with every webhook
 * delivered and verified; a very large job; a sandbox from nothing to its first answer; a reset. The first time in a
 * process, in which all code is cold, is measured in several processes.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median } from '../measure/median.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { firstAnswer, type LoopTimes, suiteLoop } from './suite-loop.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 15);
const PROCESSES = 15;
const LARGE_ROUNDS = 2;

interface Cold {
  readonly importing: number;
  readonly answering: number;
  readonly loop: number;
}

async function inNewProcess(): Promise<Cold> {
  const child = fork(new URL('./cold-process.ts', import.meta.url));
  const [cold] = await once(child, 'message');
  return cold as Cold;
}

async function repeat<T>(times: number, action: () => Promise<T>): Promise<T[]> {
  const results = [];
  for (let made = 0; made < times; made += 1) results.push(await action());
  return results;
}

const medianOf = <T>(results: readonly T[], figure: (result: T) => number) =>
  median(results.map(figure));
const loopOf = ({ loop }: Pick<LoopTimes, 'loop'>) => loop;

const cold = await repeat(PROCESSES, inNewProcess);
await firstAnswer();
await suiteLoop(10);
const answers = await repeat(ROUNDS, firstAnswer);
const loops = await repeat(ROUNDS, () => suiteLoop(10));
const large = await repeat(LARGE_ROUNDS, () => suiteLoop(10_000, false));
const verified = await repeat(LARGE_ROUNDS, () => suiteLoop(10_000));

const names = {
  import: 'import of the package',
  answer: 'createSandbox to its first answer',
  loop: 'a job, 10 files, 21 webhooks',
  large: 'a job of 10,000 files',
  verified: 'the same, 20,001 webhooks verified',
  reset: 'reset',
};
const row = (name: string, figures: { 'first, ms'?: number; 'later, ms'?: number }) => ({
  name,
  side: 'ours' as const,
  figures,
});
reportComparison({
  group: 'Sandbox',
  title: 'The loop of a suite',
  method: `In process. First: the first time in a process, the median of ${PROCESSES} processes. Later: the median of ${ROUNDS} rounds in one process. A job is created, the clock is advanced by 15 s, and the files are listed and downloaded.`,
  subject: 'what',
  columns: { 'first, ms': { decimals: 2 }, 'later, ms': { decimals: 2 } },
  rows: [
    row(names.import, { 'first, ms': medianOf(cold, ({ importing }) => importing) }),
    row(names.answer, {
      'first, ms': medianOf(cold, ({ answering }) => answering),
      'later, ms': median(answers),
    }),
    row(names.loop, {
      'first, ms': medianOf(cold, loopOf),
      'later, ms': medianOf(loops, loopOf),
    }),
    row(names.reset, { 'later, ms': medianOf(loops, ({ reset }) => reset) }),
  ],
  plot: { columns: ['first, ms', 'later, ms'], better: 'less' },
  goals: [
    { row: names.answer, column: 'first, ms', is: 'under', limit: 10 },
    { row: names.loop, column: 'later, ms', is: 'under', limit: 20 },
    { row: names.reset, column: 'later, ms', is: 'under', limit: 1 },
  ],
});
reportComparison({
  group: 'Sandbox',
  title: 'A large job',
  method: `In process, the median of ${LARGE_ROUNDS} rounds after the loops above: the job is created, the clock is advanced by 15 s, a page of its files is listed, and ten are downloaded.`,
  subject: 'what',
  columns: { milliseconds: {} },
  rows: [
    { name: names.large, side: 'ours', figures: { milliseconds: medianOf(large, loopOf) } },
    { name: names.verified, side: 'ours', figures: { milliseconds: medianOf(verified, loopOf) } },
  ],
  plot: { columns: ['milliseconds'], better: 'less' },
  goals: [{ row: names.large, column: 'milliseconds', is: 'under', limit: 2_000 }],
});
