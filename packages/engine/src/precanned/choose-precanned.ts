import type {
  PrecannedContentType,
  PrecannedEntry,
  PrecannedRequest,
} from '../media/precanned-file.ts';
import { catalog } from './generated/catalog.ts';

const rungsByType = groupIntoRungs(catalog);

/**
 * Returns the smallest precanned file of a type with at least the given width and height (Contract §6). Pure: the same
 * request always returns the same entry, and no bytes are loaded.
 *
 * @throws RangeError when there is no such type or no file that large, or the variant is not a non-negative integer.
 */
export function choosePrecanned(
  contentType: PrecannedContentType,
  request: PrecannedRequest = {},
): PrecannedEntry {
  const variant = request.variant ?? 0;
  if (!Number.isSafeInteger(variant) || variant < 0) {
    throw new RangeError(`Invalid variant: ${variant}; pass a non-negative integer`);
  }
  const rungs = rungsByType.get(contentType);
  if (!rungs) {
    const known = [...rungsByType.keys()].join(', ');
    throw new RangeError(`Invalid contentType: ${contentType}; pass one of ${known}`);
  }
  const rung = rungs.find(([entry]) => entry !== undefined && isLargeEnough(entry, request));
  const entry = rung?.[variant % rung.length];
  if (!entry) {
    const largest = rungs.at(-1)?.[0];
    const wanted = `${request.minWidth ?? 1}×${request.minHeight ?? 1}`;
    const available = `${largest?.width}×${largest?.height}`;
    throw new RangeError(
      `Invalid minWidth and minHeight: ${wanted}; pass at most ${available}, the size of the largest ${contentType}`,
    );
  }
  return entry;
}

function isLargeEnough({ width, height }: PrecannedEntry, request: PrecannedRequest): boolean {
  if (width === null || height === null) return true;
  return width >= (request.minWidth ?? 1) && height >= (request.minHeight ?? 1);
}

/** Groups the entries by type, then by size, smallest first, each with its variants in order. */
function groupIntoRungs(entries: readonly PrecannedEntry[]): Map<string, PrecannedEntry[][]> {
  const byType = new Map<string, Map<string, PrecannedEntry[]>>();
  for (const entry of entries) {
    const rungs = byType.get(entry.contentType) ?? new Map<string, PrecannedEntry[]>();
    byType.set(entry.contentType, rungs);
    const variants = rungs.get(entry.module) ?? [];
    rungs.set(entry.module, variants);
    variants[entry.variant] = entry;
  }
  return new Map([...byType].map(([type, rungs]) => [type, [...rungs.values()].sort(byPixels)]));
}

function byPixels([left]: PrecannedEntry[], [right]: PrecannedEntry[]): number {
  return countPixels(left) - countPixels(right);
}

function countPixels(entry: PrecannedEntry | undefined): number {
  return (entry?.width ?? 0) * (entry?.height ?? 0);
}
