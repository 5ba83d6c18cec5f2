/** `pnpm proof:crash [--rounds 200] [--seed n] [--database sqlite|postgresql]`: the crash proof at its full size. */
import { parseArgs } from 'node:util';
import { databaseKinds } from '../../../src/testing/databases.ts';
import { redisProgram } from '../../../src/testing/redis-process.ts';
import { proveCrashes } from './crash-proof.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now()) },
    database: { type: 'string' },
  },
});
const program = redisProgram();
let losses = 0;
for (const kind of await databaseKinds()) {
  if (values.database !== undefined && kind.name.toLowerCase() !== values.database) continue;
  const report = await proveCrashes({
    kind,
    processes: kind.name === 'PostgreSQL' ? 2 : 1,
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    leases: 'wait',
    redisProgram: kind.name === 'PostgreSQL' ? program : undefined,
    onRound: (line) => console.log(`${kind.name} ${line}`),
  });
  losses += report.losses.length;
  console.log(report);
}
process.exitCode = losses === 0 ? 0 : 1;
