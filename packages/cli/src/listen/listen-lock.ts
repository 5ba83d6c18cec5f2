import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { UsageError } from '../command/usage-error.ts';
import { makePrivateFolder } from '../settings/private-file.ts';

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

/** A takeover takes less than a millisecond: an older guard is that of a process that was killed in it. */
const GUARD_VALID_MS = 2_000;
const MOST_TRIES = 500;
const TRY_EVERY_MS = 10;

/**
 * Takes the lock of what is remembered about a key and a receiver: two runs would overwrite how far the other has
 * delivered, and post each event twice. The lock of a process that was killed does not count.
 *
 * @returns releases the lock
 * @throws UsageError when another run holds it
 */
export function takeListenLock(path: string): () => void {
  makePrivateFolder(dirname(path));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (create(path) || (isStale(path) && takeOver(path)))
      return () => rmSync(path, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TRY_EVERY_MS);
  }
  throw new UsageError(`Cannot take over ${path}, which a run has left behind: delete it`);
}

/**
 * Replaces the lock of a run that is gone. Under a guard, so that of several runs that have found it, a later one does not
 * delete the new lock of the first.
 */
function takeOver(path: string): boolean {
  const guard = `${path}.guard`;
  if (!create(guard)) {
    forgetOld(guard);
    return false;
  }
  try {
    if (!isStale(path)) return false;
    rmSync(path, { force: true });
    return create(path);
  } finally {
    rmSync(guard, { force: true });
  }
}

function forgetOld(guard: string): void {
  const { mtimeMs = Date.now() } = statSync(guard, { throwIfNoEntry: false }) ?? {};
  if (Date.now() - mtimeMs > GUARD_VALID_MS) rmSync(guard, { force: true });
}

/**
 * Returns whether the lock is that of a run that is gone; false as well when there is none.
 *
 * @throws UsageError when another run holds it
 */
function isStale(path: string): boolean {
  if (!existsSync(path)) return false;
  const holder = readHolder(path);
  if (holder === undefined || !isRunning(holder)) return true;
  throw new UsageError(
    `Another 'firsthand listen' (process ${holder.pid}) already runs with this key and this URL: stop it, or pass another --forward-to. If that process is something else, delete ${path}`,
  );
}

/** Returns whether this run has created the lock, whole from the start, which one at most can. */
function create(path: string): boolean {
  const draft = `${path}.${crypto.randomUUID()}`;
  try {
    writeFileSync(draft, `${JSON.stringify(SELF)}\n`, { flag: 'wx', mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new UsageError(`Cannot write ${path}: ${(error as Error).message}`);
  } finally {
    rmSync(draft, { force: true });
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
