import type { PrecannedEntry, PrecannedFile } from '../media/precanned-file.ts';
import { decodePayload } from './decode-payload.ts';
import { loaders } from './generated/loaders.ts';

const loaded = new Map<string, Promise<PrecannedFile>>();

/**
 * An entry's file with its bytes. The module that holds them is imported, and the bytes decoded,
 * on first use; later calls get the same file.
 *
 * @throws RangeError when the entry is not one of the catalog's.
 */
export function loadPrecanned(entry: PrecannedEntry): Promise<PrecannedFile> {
  const earlier = loaded.get(entry.sha256);
  if (earlier) return earlier;
  const file = importFile(entry);
  loaded.set(entry.sha256, file);
  // A chunk that failed to arrive over a network may arrive next time.
  file.catch(() => loaded.delete(entry.sha256));
  return file;
}

async function importFile({ module, variant, ...facts }: PrecannedEntry): Promise<PrecannedFile> {
  const load = Object.hasOwn(loaders, module) ? loaders[module] : undefined;
  const payload = (await load?.())?.payloads[variant];
  if (!payload) {
    throw new RangeError(
      `entry: no precanned file ${module}, variant ${variant}; pass what choosePrecanned returned.`,
    );
  }
  return { ...facts, bytes: await decodePayload(payload) };
}
