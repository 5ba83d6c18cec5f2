// Fails when the built package exceeds its budget: all the code that is published, without its dependencies.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../dist');
/** In bytes. */
const BUDGET = 45_000;

const files = readdirSync(DIST).filter((name) => name.endsWith('.js'));
const bytes = files.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);

console.table([{ read: 'in total', bytes, budget: BUDGET, fits: bytes <= BUDGET }]);
if (bytes > BUDGET) {
  console.error(`What is published is ${bytes - BUDGET} bytes over the budget of ${BUDGET}`);
  process.exitCode = 1;
}
