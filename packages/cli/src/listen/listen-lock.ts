import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UsageError } from '../command/usage-error.ts';

/** The run that holds a lock. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When its process began, in milliseconds since 1970. */
  readonly started: number;
}

const SELF: Holder = {
  host: hostname(),
  pid: process.pid,
  started: Math.round(performance.timeOrigin),
};

/**
 * Takes the lock of what is remembered about a key and a receiver: two runs would overwrite how far the other has
 * delivered, and post each event twice. The lock of a process that was killed does not count.
 *
 * @returns releases the lock
 * @throws UsageError when another run holds it
 */
export function takeListenLock(path: string): () => void {
  if (!create(path)) {
    const holder = readHolder(path);
    if (holder !== undefined && isRunning(holder)) {
      throw new UsageError(
        `Another 'firsthand listen' (process ${holder.pid}) already runs with this key and this URL: stop it, or pass another --forward-to. If that process is something else, delete ${path}`,
      );
    }
    rmSync(path, { force: true });
    if (!create(path)) return takeListenLock(path);
  }
  return () => rmSync(path, { force: true });
}

/** Returns whether this run has created the lock, which one at most can. */
function create(path: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${JSON.stringify(SELF)}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new UsageError(`Cannot write ${path}: ${(error as Error).message}`);
  }
}

/** Returns `undefined` for a lock that has just been released, or that a full disk has cut short. */
function readHolder(path: string): Holder | undefined {
  try {
    const { host, pid, started } = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof host === 'string' && Number.isSafeInteger(pid) && pid > 0) {
      return { host, pid, started };
    }
  } catch {
    // As good as none.
  }
  return undefined;
}

function isRunning({ host, pid, started }: Holder): boolean {
  // The processes of another machine, or of a container that is gone, cannot be asked for.
  if (host !== SELF.host) return false;
  // A container that starts again gives its process the same number.
  if (pid === SELF.pid) return started === SELF.started;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
