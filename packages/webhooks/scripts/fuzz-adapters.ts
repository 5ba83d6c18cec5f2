/**
 * Sends hostile deliveries to every adapter, whose callbacks throw and reject at random, and fails when one takes the
 * process down, never settles, or accepts what was never signed: `node scripts/fuzz-adapters.ts [deliveries] [seed]`.
 */
import { createHostileCallbacks } from './fuzz/hostile-callbacks.ts';
import { createRandom } from './fuzz/random.ts';
import { startReceivers } from './fuzz/receivers.ts';
import { callFunction, closeConnections, sendOverSocket } from './fuzz/send-hostile.ts';

/** From this many deliveries on, a status that never occurred means that the fuzzer has gone blind. */
const EVERY_STATUS_FROM = 10_000;
const HANG_MS = 120_000;

const [deliveries = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const random = createRandom(seed);
const callbacks = createHostileCallbacks(random);
const counts: Record<string, number> = {};
let round = 0;

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    process.stderr.write(`Delivery ${round} of seed ${seed}: ${event}\n${error?.stack ?? 'odd'}\n`);
    process.exit(1);
  });
}
// Ends a run in which a delivery never settles; each takes milliseconds.
const watchdog = setTimeout(() => {
  process.stderr.write(`Delivery ${round} of seed ${seed} did not settle.\n`);
  process.exit(1);
}, HANG_MS);
// Only for the package's own lines: a server of a framework does not expect its console to throw.
console.error = (text) => {
  const isOwn = String(text).startsWith('@firsthandapi/webhooks');
  if (isOwn && random.once(10)) throw new Error('The console is gone.');
};

const receivers = await startReceivers(callbacks);
for (round = 1; round <= deliveries; round++) {
  const receiver = random.pick([...receivers, undefined, undefined]);
  const status = receiver
    ? await sendOverSocket(random, receiver)
    : await callFunction(random, callbacks);
  watchdog.refresh();
  const label = `${receiver?.name ?? 'functions'} ${status ?? 'cut off'}`;
  counts[label] = (counts[label] ?? 0) + 1;
}
clearTimeout(watchdog);
closeConnections();
await Promise.all(receivers.map((receiver) => receiver.close()));
report();

function report(): void {
  for (const label of Object.keys(counts).sort()) {
    console.log(`${label.padEnd(28)} ${String(counts[label]).padStart(9)}`);
  }
  console.log(`${deliveries} deliveries of seed ${seed}: every adapter stayed up and settled.`);
  const expected = [200, 400, 409, 413, 500];
  const names = ['functions', ...receivers.map(({ name }) => name)];
  const silent = names
    .flatMap((name) => expected.map((status) => `${name} ${status}`))
    .filter((label) => counts[label] === undefined);
  if (silent.length === 0 || deliveries < EVERY_STATUS_FROM) return;
  process.stderr.write(`Never met: ${silent.join(', ')}\n`);
  process.exitCode = 1;
}
