import type { ForwardReader } from './forward-reader.ts';

/** Of hours of video that is cut into fragments of a second. Who writes more wants to be slow. */
const MOST_BOXES = 100_000;
/** More than the fixed fields of any box that is read. */
const MOST_FIELDS = 64;
const HEADER_BYTES = 8;
/** With a length of 64 bits. */
const LONG_HEADER_BYTES = 16;
const TRUN_HEADER_BYTES = 8;
/** Boxes whose content is read as boxes that follow, since nothing depends on where they end. */
const PARENTS = new Set(['moov', 'trak', 'mdia', 'mvex', 'moof', 'traf']);
const UNKNOWN_32 = 0xffffffff;

interface Track {
  /** Units a second. */
  scale: number;
  /** The end of its last fragment, in units. */
  end: number;
  /** Of a sample of which its fragment does not say how long it takes. */
  sampleDuration: number;
}

/** What the boxes so far have said. */
interface Movie {
  /** By the movie's header, and by that of its longest track, which what is played may be a part of. */
  seconds: number;
  trackSeconds: number;
  isFragmented: boolean;
  readonly tracks: Map<number, Track>;
  /** The track that the boxes are about. */
  track: Track;
  /** The duration of a sample in the fragment that the boxes are about. */
  sampleDuration: number;
}

interface Box {
  readonly type: string;
  /** What is left of it behind its header; infinite for one that goes on to the end of the file. */
  readonly bytes: number;
}

/**
 * Returns how many seconds an ISO media file (MP4, M4A, QuickTime) takes, by its header and, where a recorder wrote it while it
 * recorded, by its fragments; null when it does not say.
 */
export async function isoDuration(reader: ForwardReader): Promise<number | null> {
  const movie: Movie = {
    seconds: 0,
    trackSeconds: 0,
    isFragmented: false,
    tracks: new Map(),
    track: newTrack(),
    sampleDuration: 0,
  };
  let hasMovie = false;
  for (let count = 0; count < MOST_BOXES; count += 1) {
    if (!reader.has(LONG_HEADER_BYTES)) await reader.fill(LONG_HEADER_BYTES);
    const box = readHeader(reader);
    if (box === undefined) break;
    // What comes behind the movie's box does not matter, unless it announces fragments.
    if (hasMovie && !movie.isFragmented && BESIDE_MOVIE.has(box.type)) break;
    hasMovie ||= box.type === 'moov';
    movie.isFragmented ||= box.type === 'mvex' || box.type === 'moof';
    if (box.type === 'trak') movie.track = newTrack();
    if (!PARENTS.has(box.type) && !(await readBox(reader, box, movie))) break;
  }
  return secondsOf(movie);
}

/** Boxes that a file has beside the movie's, and not in it. */
const BESIDE_MOVIE = new Set(['mdat', 'wide', 'sidx', 'mfra']);

const newTrack = (): Track => ({ scale: 0, end: 0, sampleDuration: 0 });

/** Reads the length and the type of a box; undefined when the file ends, or there is none. */
function readHeader(reader: ForwardReader): Box | undefined {
  if (!reader.has(HEADER_BYTES)) return undefined;
  const size = reader.uint32(0);
  const type = reader.text(4, 4);
  if (size === 0) return passHeader(reader, type, HEADER_BYTES, Number.POSITIVE_INFINITY);
  if (size !== 1) return passHeader(reader, type, HEADER_BYTES, size);
  if (!reader.has(LONG_HEADER_BYTES)) return undefined;
  return passHeader(reader, type, LONG_HEADER_BYTES, reader.uint64(HEADER_BYTES));
}

function passHeader(
  reader: ForwardReader,
  type: string,
  headerBytes: number,
  size: number,
): Box | undefined {
  reader.pass(headerBytes);
  return size < headerBytes ? undefined : { type, bytes: size - headerBytes };
}

/** Reads a box that holds no boxes. Returns false when the file ends within it. */
async function readBox(
  reader: ForwardReader,
  { type, bytes }: Box,
  movie: Movie,
): Promise<boolean> {
  if (type === 'trun') return readRun(reader, bytes, movie);
  const fields = FIELDS[type];
  if (fields === undefined) return skipped(reader, bytes);
  const length = Math.min(bytes, MOST_FIELDS);
  if (!(await reader.fill(length))) return false;
  const isLong = length > 0 && reader.uint8(0) === 1;
  if (length >= (isLong ? fields.longBytes : fields.bytes)) fields.read(reader, movie, isLong);
  return reader.skip(bytes);
}

interface Fields {
  /** How long the box is at least, with numbers of 32 and of 64 bits. */
  readonly bytes: number;
  readonly longBytes: number;
  read(reader: ForwardReader, movie: Movie, isLong: boolean): void;
}

/** What is read of boxes. Each begins with its version and 24 flags. */
const FIELDS: Readonly<Record<string, Fields>> = {
  mvhd: {
    bytes: 20,
    longBytes: 32,
    read: (reader, movie, isLong) => {
      movie.seconds = readDuration(reader, isLong).seconds;
    },
  },
  tkhd: {
    bytes: 16,
    longBytes: 24,
    read: (reader, { tracks, track }, isLong) => {
      tracks.set(reader.uint32(isLong ? 20 : 12), track);
    },
  },
  mdhd: {
    bytes: 20,
    longBytes: 32,
    read: (reader, movie, isLong) => {
      const { scale, seconds } = readDuration(reader, isLong);
      movie.track.scale = scale;
      movie.trackSeconds = Math.max(movie.trackSeconds, seconds);
    },
  },
  trex: {
    bytes: 16,
    longBytes: 16,
    read: (reader, { tracks }) => {
      const track = tracks.get(reader.uint32(4));
      if (track !== undefined) track.sampleDuration = reader.uint32(12);
    },
  },
  tfhd: { bytes: 8, longBytes: 8, read: readFragmentHeader },
  tfdt: {
    bytes: 8,
    longBytes: 12,
    read: (reader, { track }, isLong) => {
      track.end = isLong ? reader.uint64(4) : reader.uint32(4);
    },
  },
};

/** Reads the units a second and the duration of a movie or a track, which have the same form. */
function readDuration(reader: ForwardReader, isLong: boolean) {
  const scale = reader.uint32(isLong ? 20 : 12);
  const units = isLong ? reader.uint64(24) : reader.uint32(16);
  const isKnown = scale > 0 && units !== UNKNOWN_32 && units < Number.MAX_SAFE_INTEGER;
  return { scale, seconds: isKnown ? units / scale : 0 };
}

function readFragmentHeader(reader: ForwardReader, movie: Movie): void {
  const flags = reader.uint(1, 3);
  movie.track = movie.tracks.get(reader.uint32(4)) ?? newTrack();
  // The place of the data and the description come before, where there are any.
  const at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const saysDuration = (flags & 0x8) !== 0 && reader.has(at + 4);
  movie.sampleDuration = saysDuration ? reader.uint32(at) : movie.track.sampleDuration;
}

/** Adds a run of samples to its track: the time that each takes, or the usual one of the fragment. */
async function readRun(reader: ForwardReader, bytes: number, movie: Movie): Promise<boolean> {
  if (bytes < TRUN_HEADER_BYTES) return reader.skip(bytes);
  if (!(await reader.fill(TRUN_HEADER_BYTES))) return false;
  const flags = reader.uint(1, 3);
  const count = reader.uint32(4);
  const before = TRUN_HEADER_BYTES + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const width = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
  if (before + count * width > bytes) return reader.skip(bytes);
  if ((flags & 0x100) === 0) {
    movie.track.end += count * movie.sampleDuration;
    return reader.skip(bytes);
  }
  if (!(await reader.skip(before))) return false;
  for (let index = 0; index < count; index += 1) {
    if (!reader.has(width) && !(await reader.fill(width))) return false;
    movie.track.end += reader.uint32(0);
    reader.pass(width);
  }
  return reader.skip(bytes - before - count * width);
}

/** Goes on at once where it can: most boxes are short. */
function skipped(reader: ForwardReader, bytes: number): boolean | Promise<boolean> {
  if (!reader.has(bytes)) return reader.skip(bytes);
  reader.pass(bytes);
  return true;
}

function secondsOf({ seconds, trackSeconds, tracks }: Movie): number | null {
  let longest = seconds > 0 ? seconds : trackSeconds;
  for (const { scale, end } of tracks.values()) {
    if (scale > 0) longest = Math.max(longest, end / scale);
  }
  return longest > 0 ? longest : null;
}
