import type { KeyringFile } from './keyring-file.ts';
import type { LocalKeyring } from './local-keyring.ts';

/** Well below the activation delay of a new version. */
const INTERVAL_MS = 2_000;

export interface KeyringWatch {
  /** Looks at the file now, and returns what is wrong with it, or undefined. The keys in memory stay in use. */
  check(): Promise<string | undefined>;
  stop(): void;
}

/** Reloads the keyring when its file changes. */
export function watchKeyring(
  file: KeyringFile,
  keyring: LocalKeyring,
  onError: (error: unknown) => void,
): KeyringWatch {
  let changedAt = file.changedAt();
  let problem: string | undefined;
  let checking: Promise<string | undefined> | undefined;
  const timer = setInterval(check, INTERVAL_MS);
  timer.unref();
  return { check, stop: () => clearInterval(timer) };

  /** One at a time, since KMS may be slow to unwrap a new key. Never rejects. */
  function check(): Promise<string | undefined> {
    checking ??= look().finally(() => {
      checking = undefined;
    });
    return checking;
  }

  async function look(): Promise<string | undefined> {
    const before = problem;
    try {
      const now = file.changedAt();
      // An unreadable file is read again until it is readable.
      if (now !== changedAt || before !== undefined) {
        await file.open();
        keyring.reload();
      }
      changedAt = now;
      problem = undefined;
    } catch (error) {
      problem = 'The keyring cannot be read; restore it, or a restart will fail';
      if (before === undefined) onError(error);
    }
    return problem;
  }
}
