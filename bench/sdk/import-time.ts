/**
 * How long a cold import takes: a new Node process that imports a package, its time over that of a process that
 * imports nothing.
 *
 * Run by `pnpm bench sdk/import-time`.
 */
import { execFileSync } from 'node:child_process';
import { countFromEnvironment } from '../measure/count-from-environment.ts';
import { median } from '../measure/median.ts';
import { reportComparison } from '../report/report-comparison.ts';

const ROUNDS = countFromEnvironment('BENCH_ROUNDS', 15);
const PACKAGES = [
  '@firsthandapi/sdk',
  '@firsthandapi/sdk/node-http',
  '@firsthandapi/sdk/undici',
  '@firsthandapi/webhooks',
  'openapi-fetch',
  'standardwebhooks',
  'svix',
  'resend',
  'stripe',
  '@anthropic-ai/sdk',
  'openai',
];

/** Milliseconds from the first line of the program to its last. */
function measure(specifier: string | undefined): number {
  const location = specifier && import.meta.resolve(specifier);
  const code = `const start = performance.now();
    ${location ? `await import(${JSON.stringify(location)});` : ''}
    process.stdout.write(String(performance.now() - start));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code]));
}

const names = [undefined, ...PACKAGES];
const times = new Map<string | undefined, number[]>(names.map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const name of names) {
    const time = measure(name);
    // The first round only fills the caches of the file system.
    if (round > 0) times.get(name)?.push(time);
  }
}
const empty = median(times.get(undefined) ?? []);

reportComparison({
  group: 'Client',
  title: 'Time to import',
  method: `A new Node process imports the package once, ${ROUNDS} processes for each, interleaved: the median, minus that of a process that imports nothing.`,
  subject: 'package',
  columns: { milliseconds: { decimals: 1 } },
  rows: PACKAGES.map((name) => ({
    name,
    side: name.startsWith('@firsthandapi/') ? 'ours' : 'peer',
    figures: { milliseconds: median(times.get(name) ?? []) - empty },
  })),
  plot: { columns: ['milliseconds'], better: 'less' },
});
