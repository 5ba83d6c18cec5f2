import type { PrecannedEntry, PrecannedFile } from '../media/precanned-file.ts';
import { decodePayload } from './decode-payload.ts';
import { loaders } from './generated/loaders.ts';

const loaded = new Map<string, Promise<PrecannedFile>>();

/**
 * Returns an entry's file with its bytes. Its module is imported, and the bytes are decoded, on first use; later calls
 * return the same file.
 *
 * @throws RangeError when the entry is not in the catalog.
 */
export function loadPrecanned(entry: PrecannedEntry): Promise<PrecannedFile> {
  const earlier = loaded.get(entry.sha256);
  if (earlier) return earlier;
  const file = importFile(entry);
  loaded.set(entry.sha256, file);
  // A chunk that failed to load over a network may load next time.
  file.catch(() => loaded.delete(entry.sha256));
  return file;
}

async function importFile({ module, variant, ...facts }: PrecannedEntry): Promise<PrecannedFile> {
  const load = Object.hasOwn(loaders, module) ? loaders[module] : undefined;
  const payload = (await load?.())?.payloads[variant];
  if (!payload) {
    throw new RangeError(
      `Invalid entry: ${module}, variant ${variant}; pass an entry that choosePrecanned returned`,
    );
  }
  return { ...facts, bytes: await decodePayload(payload) };
}
