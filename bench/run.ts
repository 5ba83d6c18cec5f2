/**
 * `pnpm bench`: runs the comparisons one after the other, never two at once, and writes `docs/guides/benchmarks.md`.
 * `--thorough` for more rounds, `--quick` for the usual ones. Names of programs run only those and print their tables, without a page. A count set in
 * the environment (BENCH_ROUNDS, BENCH_CALLS, JOBS) goes before that of the form.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Failure } from './page/benchmark-run.ts';
import { installedVersions } from './page/installed-versions.ts';
import { describeMachine } from './page/machine.ts';
import { writePage } from './page/write-page.ts';
import { type Program, programs } from './programs.ts';
import type { Comparison } from './report/comparison.ts';
import { RESULTS_FILE } from './report/report-comparison.ts';
import { runProgram } from './run-program.ts';

const ROOM = import.meta.dirname;

const { values, positionals } = parseArgs({
  options: {
    thorough: { type: 'boolean', default: false },
    // The usual form, by its name.
    quick: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const chosen = positionals.length === 0 ? ofForm() : positionals.map(programNamed);
const machine = describeMachine();
const begun = performance.now();
const results = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
process.once('exit', () => rmSync(results, { recursive: true, force: true }));

const failures = await runAll(chosen, results);
for (const { program, reason } of failures) console.error(`${program} ${reason}`);
if (failures.length > 0) process.exitCode = 1;
if (positionals.length === 0) {
  const run = {
    date: new Date(),
    isThorough: values.thorough,
    overrides: overrides(),
    minutes: minutesSince(begun),
    revision: revision(),
    machine,
    versions: installedVersions(ROOM),
    comparisons: readComparisons(results),
    failures,
  };
  const page = writePage(run, join(ROOM, '../docs/guides'));
  console.log(`\nWrote ${page} after ${minutesSince(begun).toFixed(1)} minutes`);
}

function ofForm(): readonly Program[] {
  const compared = programs.filter(({ isByNameOnly }) => isByNameOnly !== true);
  return values.thorough ? compared : compared.filter(({ short }) => short !== undefined);
}

function programNamed(name: string): Program {
  const program = programs.find((each) => each.name === name);
  if (program !== undefined) return program;
  const names = programs.map((each) => each.name).join(', ');
  throw new Error(`Unknown comparison "${name}": expected ${names}`);
}

/** One after the other. What a program found before it failed is kept. */
async function runAll(chosen: readonly Program[], folder: string): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const [place, { name, short, thorough }] of chosen.entries()) {
    const start = performance.now();
    console.log(`\n[${place + 1}/${chosen.length}] ${name}`);
    const counts = Object.entries(values.thorough ? thorough : (short ?? thorough));
    const reason = await runProgram(join(ROOM, `${name}.ts`), {
      ...Object.fromEntries(counts.map(([variable, count]) => [variable, String(count)])),
      ...process.env,
      BENCH_RESULTS: folder,
    });
    if (reason !== undefined) failures.push({ program: name, reason });
    console.log(`${name} took ${(minutesSince(start) * 60).toFixed(0)} s`);
  }
  return failures;
}

function readComparisons(folder: string): readonly Comparison[] {
  const file = join(folder, RESULTS_FILE);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Comparison);
}

function overrides(): Readonly<Record<string, string>> {
  const names = programs.flatMap(({ short, thorough }) => Object.keys({ ...short, ...thorough }));
  return Object.fromEntries(
    [...new Set(names)].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function revision(): string | undefined {
  try {
    const words = ['describe', '--always', '--dirty=, with changes', '--exclude=*'];
    return execFileSync('git', words, { cwd: ROOM, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function minutesSince(start: number): number {
  return (performance.now() - start) / 60_000;
}
