// Copies each example out of the workspace, installs the packed tarballs there, and runs its own tests. `newcomer`
// begins in an empty folder and does what the README says.
// Name examples to run only those; `--keep` leaves the folder to look into.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Outcome, runCheck } from '@firsthandapi/compatibility/harness/check';
import { packPackages } from '@firsthandapi/compatibility/harness/pack-packages';
import { formatFailures, formatTable } from '@firsthandapi/compatibility/harness/print-table';
import { runPool } from '@firsthandapi/compatibility/harness/run-pool';
import { exampleChecks } from './src/example-check.ts';
import { chooseExamples, NEWCOMER } from './src/find-examples.ts';
import { newcomerCheck } from './src/newcomer-check.ts';

/** The rooms below `packages/` that examples use. */
const ROOMS = ['sdk', 'webhooks', 'sandbox'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false } },
});
const names = await chooseExamples(positionals);
const folder = await mkdtemp(join(tmpdir(), 'firsthandapi-examples-'));
try {
  const packed = await packPackages(ROOMS, folder);
  const checks = await Promise.all(
    names.map((name) =>
      name === NEWCOMER ? [newcomerCheck(packed, folder)] : exampleChecks(name, packed, folder),
    ),
  );
  report(await runPool(checks.flat(), availableParallelism(), runCheck));
} finally {
  if (values.keep) console.log(`\nKept ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}
// What a test that failed has left running must not keep this process.
process.exit();

function report(outcomes: readonly Outcome[]): void {
  console.log(`${formatTable(['Example'], outcomes)}\n`);
  const countOf = (result: Outcome['result']) =>
    outcomes.filter((each) => each.result === result).length;
  const failed = countOf('FAILED');
  if (failed > 0) console.log(`${formatFailures(outcomes)}\n`);
  console.log(
    `${countOf('ok')} ok, ${failed} failed, ${countOf('skipped')} skipped in ${performance.now().toFixed(0)} ms`,
  );
  if (failed > 0) process.exitCode = 1;
}
