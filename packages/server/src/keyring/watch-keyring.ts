import type { KeyringFile } from './keyring-file.ts';
import type { LocalKeyring } from './local-keyring.ts';

/** Well below the activation delay of a new version. */
const INTERVAL_MS = 2_000;

/** Reloads the keyring when its file changes. Returns a function that stops watching. */
export function watchKeyring(
  file: KeyringFile,
  keyring: LocalKeyring,
  onError: (error: unknown) => void,
): () => void {
  let changedAt = file.changedAt();
  const timer = setInterval(() => {
    try {
      const now = file.changedAt();
      if (now === changedAt) return;
      keyring.reload();
      changedAt = now;
    } catch (error) {
      onError(error);
    }
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
