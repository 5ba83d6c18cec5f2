// Runs the services of compose.yaml where there is no Docker: each as a process of this machine, reached under its
// name at this machine's own address. With Docker: `docker compose run --rm --build tests`.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { parse } from 'yaml';

interface Service {
  readonly command: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const services: Readonly<Record<string, Service>> = parse(
  readFileSync('compose.yaml', 'utf8'),
).services;
const external = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal);
const address = external?.address ?? '127.0.0.1';

function start(name: string): ChildProcess {
  const { command = '', environment = {} } = services[name] ?? {};
  const [program = '', ...parameters] = command.trim().split(/\s+/);
  return spawn(program, parameters, {
    env: {
      ...process.env,
      ...environment,
      NODE_OPTIONS: '--import ./service-names.ts',
      SERVICE_ADDRESS: address,
      SERVICE_NAMES: Object.keys(services).join(),
    },
    stdio: 'inherit',
    // A group of its own: `npm` and `npx` start the program as their child.
    detached: true,
  });
}

async function respond(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const started = [start('sandbox')];
try {
  await respond(`http://${address}:4010/_sandbox/health`);
  started.push(start('app'));
  await respond(`http://${address}:3000/`);
  const tests = start('tests');
  process.exitCode = await new Promise<number>((resolve) => {
    tests.once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  for (const { pid } of started) if (pid !== undefined) process.kill(-pid);
}
