import type { ForwardReader } from './forward-reader.ts';

/** Of an hour of video and sound, each frame of which is an element. Who writes more wants to be slow. */
const MOST_ELEMENTS = 500_000;
const MOST_HEADER_BYTES = 12;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const CLUSTER = 0x1f43b675;
const BLOCK_GROUP = 0xa0;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
/** Elements whose content is read as elements that follow, since nothing depends on where they end. */
const PARENTS: readonly number[] = [SEGMENT, INFO, CLUSTER, BLOCK_GROUP];
const NANOSECONDS = 1e9;

/**
 * Returns how many seconds a WebM file takes: by its header or, where a recorder did not know it yet, by the beginning of its last
 * frame. Null when it has neither.
 */
export async function webmDuration(reader: ForwardReader): Promise<number | null> {
  let scale = 1_000_000;
  let cluster = 0;
  let last = 0;
  for (let count = 0; count < MOST_ELEMENTS; count += 1) {
    if (!reader.has(MOST_HEADER_BYTES)) await reader.fill(MOST_HEADER_BYTES);
    const element = readHeader(reader);
    if (element === undefined) break;
    const { id, bytes } = element;
    if (PARENTS.includes(id)) continue;
    const isNumber = id === TIMESTAMP_SCALE || id === TIMESTAMP;
    if (isNumber && bytes > 0 && bytes <= 8 && (await reader.fill(bytes))) {
      const value = reader.uint(0, bytes);
      if (id === TIMESTAMP) cluster = value;
      else scale = value;
    } else if (id === DURATION && (bytes === 4 || bytes === 8) && (await reader.fill(bytes))) {
      const units = reader.float(0, bytes);
      if (units > 0) return (units * scale) / NANOSECONDS;
    } else if (id === SIMPLE_BLOCK || id === BLOCK) {
      last = Math.max(last, cluster + (await timeInCluster(reader, bytes)));
    }
    if (reader.has(bytes)) reader.pass(bytes);
    else if (!(await reader.skip(bytes))) break;
  }
  return last > 0 ? (last * scale) / NANOSECONDS : null;
}

/** Reads when a block begins, behind the number of its track; 0 for one that is cut off. */
async function timeInCluster(reader: ForwardReader, bytes: number): Promise<number> {
  if (!(await reader.fill(1))) return 0;
  const at = widthOf(reader.uint8(0));
  return at + 2 <= bytes && (await reader.fill(at + 2)) ? reader.int16(at) : 0;
}

/** Reads the id of an element and its length, which is infinite for one that a recorder had not ended. */
function readHeader(
  reader: ForwardReader,
): { readonly id: number; readonly bytes: number } | undefined {
  if (!reader.has(1)) return undefined;
  const idWidth = widthOf(reader.uint8(0));
  if (idWidth > 4 || !reader.has(idWidth + 1)) return undefined;
  const sizeWidth = widthOf(reader.uint8(idWidth));
  if (sizeWidth > 8 || !reader.has(idWidth + sizeWidth)) return undefined;
  const id = reader.uint(0, idWidth);
  const first = reader.uint8(idWidth) - 2 ** (8 - sizeWidth);
  const rest = reader.uint(idWidth + 1, sizeWidth - 1);
  const most = 2 ** (7 * sizeWidth) - 1;
  const size = first * 2 ** (8 * (sizeWidth - 1)) + rest;
  reader.pass(idWidth + sizeWidth);
  return { id, bytes: size === most ? Number.POSITIVE_INFINITY : size };
}

/** Ids and lengths say by the zeros that they begin with how many bytes they take; nine for none that there is. */
function widthOf(first: number): number {
  return Math.clz32(first) - 23;
}
