import type { KeyringFile } from './keyring-file.ts';
import type { LocalKeyring } from './local-keyring.ts';

/** Well within the time between a new version's arrival and its use. */
const INTERVAL_MS = 2_000;

/** Takes up rotations while the server runs. Returns the way to stop. */
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
