/** `pnpm proof:fuzz [--requests 100000] [--seed n] [--database sqlite|postgresql]`: hostile requests at full size. */
import { parseArgs } from 'node:util';
import { databaseKinds } from '../../../src/testing/databases.ts';
import { proveFuzz } from './fuzz-proof.ts';
import { measureHeldUp } from './held-up.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    database: { type: 'string' },
  },
});
for (const kind of await databaseKinds()) {
  if (values.database !== undefined && kind.name.toLowerCase() !== values.database) continue;
  const report = await proveFuzz({
    kind,
    requests: Number(values.requests),
    seed: Number(values.seed),
    waitForCutOff: true,
    onProgress: (line) => console.log(`${kind.name} ${line}`),
  });
  console.log(report);
  const heldUp = await measureHeldUp(kind);
  console.log(heldUp);
  if (report.problems.length > 0 || heldUp.over50Ms.length > 0) process.exitCode = 1;
}
