// Installs the packed tarballs outside the workspace and runs the main job on every runtime, and compiles a consumer
// with every TypeScript version, that the packages promise. `--quick` for a few of them; `--keep` leaves the folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Outcome, runCheck } from './src/harness/check.ts';
import { formatFailures, formatTable } from './src/harness/print-table.ts';
import { runPool } from './src/harness/run-pool.ts';
import { prepareMatrix, type Section } from './src/matrix.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'firsthandapi-compatibility-'));
try {
  report(await runSections(await prepareMatrix(folder, values.quick)));
} finally {
  if (values.keep) console.log(`\nKept ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}

/** All checks in one pool, so that no processor waits at the end of a section. */
async function runSections(sections: readonly Section[]): Promise<readonly [Section, Outcome[]][]> {
  const checks = sections.flatMap((section) => section.checks);
  const outcomes = await runPool(checks, availableParallelism(), runCheck);
  return sections.map((section) => [section, outcomes.splice(0, section.checks.length)]);
}

function report(tables: readonly [Section, Outcome[]][]): void {
  for (const [{ headings }, outcomes] of tables)
    console.log(`${formatTable(headings, outcomes)}\n`);
  const all = tables.flatMap(([, outcomes]) => outcomes);
  const countOf = (result: Outcome['result']) =>
    all.filter((each) => each.result === result).length;
  const failed = countOf('FAILED');
  if (failed > 0) console.log(`${formatFailures(all)}\n`);
  console.log(
    `${countOf('ok')} ok, ${failed} failed, ${countOf('skipped')} skipped, ${countOf('not supported')} not supported in ${performance.now().toFixed(0)} ms`,
  );
  if (failed > 0) process.exitCode = 1;
}
