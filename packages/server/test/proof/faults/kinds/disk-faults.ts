import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { FaultySystem } from '../system/faulty-system.ts';
import type { Fault } from './fault.ts';

/** A disk that is worn out, but fast enough to be used. */
const SLOW_MS = [20, 150] as const;
/** strace takes about half a second to attach. */
const ATTACH_MS = 5_000;

/** Faults of the disk that the system calls of the database run into. */
export const diskFaults: readonly Fault[] = [
  {
    // On a busy machine, several of them may take longer than `/readyz` waits for its write.
    name: 'slow fsync',
    databases: ['SQLite', 'PostgreSQL'],
    needs: needsStrace,
    inject: (system, random) =>
      injectInto(system, `delay_enter=${random.between(...SLOW_MS) * 1_000}`),
  },
  {
    name: 'fsync fails',
    databases: ['SQLite'],
    readyz: 503,
    needs: needsStrace,
    inject: (system) => injectInto(system, 'error=EIO'),
  },
];

let problem: string | false | undefined;

/** A container may have strace and forbid it to attach. */
function needsStrace(): string | undefined {
  if (problem === undefined) {
    const { status } = spawnSync('strace', ['-e', 'trace=none', 'true'], { stdio: 'ignore' });
    problem = status !== 0 && 'strace, and permission to trace';
  }
  return problem || undefined;
}

/** Injects into each fsync of the processes that write the database. */
async function injectInto(
  { servers, cluster }: FaultySystem,
  injection: string,
): Promise<() => Promise<void>> {
  const pids = cluster === undefined ? servers.map(({ pid }) => pid) : cluster.pids();
  const calls = 'fsync,fdatasync';
  const strace = spawn(
    'strace',
    [
      ...[
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        `trace=${calls}`,
        '-e',
        `inject=${calls}:${injection}`,
      ],
      ...pids.flatMap((pid) => ['-p', String(pid)]),
    ],
    { stdio: 'ignore' },
  );
  const exited = once(strace, 'exit');
  const detach = () => void strace.kill('SIGINT');
  process.once('exit', detach);
  const deadline = performance.now() + ATTACH_MS;
  while (!pids.every(isTraced) && strace.exitCode === null && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return async () => {
    detach();
    await exited;
    process.off('exit', detach);
  };
}

/** A process that has ended needs no tracer. */
function isTraced(pid: number): boolean {
  try {
    return !/^TracerPid:\s+0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}
