import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Returns the folder that `BENCH_CHECKOUT` names, or throws when it does not name a checkout that has been built. */
export function otherCheckout(): string {
  const named = process.env.BENCH_CHECKOUT;
  if (named === undefined) {
    throw new Error('BENCH_CHECKOUT must name the folder of another checkout that has been built');
  }
  // pnpm runs a script in the folder of its package.json, wherever it is called.
  const checkout = resolve(process.env.INIT_CWD ?? '.', named);
  if (existsSync(join(checkout, 'packages/sandbox/dist/index.js'))) return checkout;
  throw new Error(`BENCH_CHECKOUT names ${checkout}, where the packages have not been built`);
}
