/**
 * How long a cold import takes: a new Node process that imports a package, its time over that of a
 * process that imports nothing. Contenders take turns; medians of the rounds.
 */
import { execFileSync } from 'node:child_process';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const PACKAGES = [
  '@firsthandapi/sdk',
  '@firsthandapi/sdk/undici',
  'openapi-fetch',
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

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number;

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
console.log(`\nCold import, medians of ${ROUNDS} processes each, over an empty one`);
console.table(
  PACKAGES.map((name) => ({
    package: name,
    milliseconds: Number((median(times.get(name) ?? []) - empty).toFixed(1)),
  })),
);
