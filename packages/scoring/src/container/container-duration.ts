import { ForwardReader } from './forward-reader.ts';
import { isoDuration } from './iso-duration.ts';
import { mpegDuration } from './mpeg-duration.ts';
import { webmDuration } from './webm-duration.ts';

/** "ftyp", behind the length of the first box. */
const ISO = 0x66747970;
const WEBM = 0x1a45dfa3;
/** No phone records for longer: what says so is damaged. */
const MOST_SECONDS = 24 * 60 * 60;

/**
 * Returns how many seconds a recording takes, as its container says: MP3, MP4 with sound or video, QuickTime, or WebM. Nothing is
 * decoded. Returns null for a file that does not say, and for one that is damaged: it never rejects because of what a file holds,
 * and takes no longer than reading the file does.
 *
 * @param pieces The file in order, in pieces of any size. It need not be read to the end, and is closed.
 */
export async function containerDuration(pieces: AsyncIterable<Uint8Array>): Promise<number | null> {
  const reader = new ForwardReader(pieces);
  try {
    if (!(await reader.fill(8))) return null;
    const seconds = await durationBy(reader);
    return seconds !== null && seconds > 0 && seconds <= MOST_SECONDS ? seconds : null;
  } finally {
    await reader.close();
  }
}

function durationBy(reader: ForwardReader): Promise<number | null> {
  if (reader.uint32(4) === ISO) return isoDuration(reader);
  return reader.uint32(0) === WEBM ? webmDuration(reader) : mpegDuration(reader);
}
