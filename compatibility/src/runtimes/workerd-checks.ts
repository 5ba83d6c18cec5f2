import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../harness/check.ts';
import { cachedPackage } from '../harness/runtime-cache.ts';
import { bundleProgram } from '../programs/compile-programs.ts';
import type { Program } from '../programs/program.ts';
import { WORKERD_COMPATIBILITY_DATE, WORKERD_VERSION } from '../versions.ts';

/** Timeout for workerd to listen. */
const START_TIMEOUT = 20_000;
/** Timeout of the program. */
const PROGRAM_TIMEOUT = 60_000;

/** Checks a program in a worker, without and with Node's modules. */
export function workerdChecks(program: Program): Check[] {
  return [[], ['nodejs_compat']].map((flags) => ({
    cells: [`workerd ${WORKERD_VERSION}`, ['ESM', ...flags].join(', '), program.name],
    run: () => runWorker(program, flags),
  }));
}

async function runWorker(
  { project, worker: entry, surround }: Program,
  flags: readonly string[],
): Promise<string> {
  const folder = join(project.folder, ['workerd', ...flags].join('-'));
  await mkdir(folder, { recursive: true });
  const bundle = await bundleProgram(project, entry, ['workerd', 'worker', 'browser']);
  await writeFile(join(folder, 'worker.mjs'), bundle);
  await writeFile(join(folder, 'config.capnp'), configuration(flags));
  const worker = await startWorkerd(folder);
  try {
    return await surround(undefined, async (settings) => {
      const response = await fetch(worker.url, {
        method: 'POST',
        body: JSON.stringify(settings),
        signal: AbortSignal.timeout(PROGRAM_TIMEOUT),
      });
      const answer = await response.text();
      if (answer !== 'ok') throw new Error(answer);
      return '';
    });
  } finally {
    worker.stop();
  }
}

function configuration(flags: readonly string[]): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "program", worker = .worker),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "program")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "${WORKERD_COMPATIBILITY_DATE}",
  compatibilityFlags = [${flags.map((flag) => JSON.stringify(flag)).join(', ')}],
);
`;
}

/** Starts workerd on a free port, which it reports through a pipe. */
async function startWorkerd(folder: string): Promise<{ url: string; stop: () => void }> {
  const binary = join(await cachedPackage('workerd', WORKERD_VERSION), 'bin', 'workerd');
  const child = spawn(binary, ['serve', '--control-fd=3', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const stop = () => {
    child.kill('SIGKILL');
  };
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      stop();
      reject(new Error(`workerd ${reason}\n${printed}`));
    };
    const timer = setTimeout(() => fail('did not start'), START_TIMEOUT);
    child.once('error', ({ message }) => fail(message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with exit code ${code}`);
    });
    child.stdio[3]?.on('data', (text: Buffer) => {
      const { port } = JSON.parse(/\{.*"listen".*\}/.exec(String(text))?.[0] ?? '{}');
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ url: `http://127.0.0.1:${port}`, stop });
    });
  });
}
