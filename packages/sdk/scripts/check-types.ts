// Fails when the client's types exceed their cost budget for compilers and editors: what a file with five
// typed calls adds to an empty one. See docs/decisions/0005-types-stay-cheap.md.
import { compileInMemory } from '@firsthandapi/test-support/compile-in-memory';
import ts from 'typescript';

/** Type instantiations, which cost compile time. */
const INSTANTIATIONS = 50;
/** Declaration files read and kept in memory, without those of the language and of Node. */
const DECLARATION_FILES = 1;

const FIVE_CALLS = `
import { FirstHandClient } from '@firsthandapi/sdk';
const client = new FirstHandClient({ apiKey: 'fh_test_sk_EXAMPLE' });
const job = await client.createJob({
  type: 'data_collection',
  description: 'A coffee cup on a table, seen from above.',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
});
const again = await client.getJob(job.id);
const jobs = await client.listJobs({ status: 'open' });
const cancelled = await client.cancelJob(again.id);
const files = await client.getJobFiles(cancelled.id);
export const ids: string[] = [...jobs.data, ...files.data].map(({ id }) => id);
`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.disposable.d.ts'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** Compiles a text as a file of this package, which finds itself by its own name. */
function measure(text: string): { instantiations: number; files: number } {
  const file = new URL('../type-cost.mts', import.meta.url).pathname;
  const program = compileInMemory(new Map([[file, text]]), OPTIONS);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0)
    throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost(OPTIONS)));
  const loaded = program
    .getSourceFiles()
    .filter(
      ({ fileName }) =>
        /\.d\.[cm]?ts$/.test(fileName) &&
        !/\/(typescript\/lib|@types\/node|undici-types)\//.test(fileName),
    );
  return { instantiations: program.getInstantiationCount(), files: loaded.length };
}

const empty = measure('export {};');
const calls = measure(FIVE_CALLS);
const rows = [
  {
    'five typed calls': 'instantiations',
    found: calls.instantiations - empty.instantiations,
    budget: INSTANTIATIONS,
  },
  {
    'five typed calls': 'declaration files',
    found: calls.files - empty.files,
    budget: DECLARATION_FILES,
  },
].map((row) => ({ ...row, fits: row.found <= row.budget }));

console.table(rows);
for (const { 'five typed calls': name, found, budget } of rows.filter((row) => !row.fits)) {
  console.error(`${found} ${name} are ${found - budget} over the budget of ${budget}`);
  process.exitCode = 1;
}
