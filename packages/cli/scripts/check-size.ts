// Fails when the built program exceeds its budgets: all of it, and what every start reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../dist');

const sizeOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + readFileSync(join(DIST, file)).length, 0);

/** Returns a file with all that it imports at once. What is imported later is left out. */
function staticallyImported(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(DIST, file), 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+)"/g)) {
    staticallyImported(name, seen);
  }
  return seen;
}

const rows = [
  { read: 'by every start', bytes: sizeOf(staticallyImported('cli.js')), budget: 16_000 },
  { read: 'in total', bytes: sizeOf(readdirSync(DIST)), budget: 250_000 },
].map((row) => ({ ...row, fits: row.bytes <= row.budget }));

console.table(rows);
for (const { read, bytes, budget } of rows.filter(({ fits }) => !fits)) {
  console.error(`What is read ${read} is ${bytes - budget} bytes over the budget of ${budget}`);
  process.exitCode = 1;
}
