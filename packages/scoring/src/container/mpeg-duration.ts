import type { ForwardReader } from './forward-reader.ts';
import { type MpegFrame, mpegFrame } from './mpeg-frame.ts';

const ID3 = 0x494433;
const ID3_HEADER_BYTES = 10;
const ID3_FOOTER_FLAG = 0x10;
const FRAME_HEADER_BYTES = 4;
/** Before, between and behind the frames. A player gives up as well. */
const MOST_STRAY_BYTES = 262_144;
/** "Xing", "Info" and "VBRI" begin a frame that only describes the file. */
const XING = 0x58696e67;
const INFO = 0x496e666f;
const VBRI = 0x56425249;
const VBRI_AT = 36;

/**
 * Returns how many seconds of sound an MP3 file has, by counting its frames, whatever their bitrates; null when it has none. Tags
 * before, between and behind the frames are passed over, and what a header says about the file is not believed.
 */
export async function mpegDuration(reader: ForwardReader): Promise<number | null> {
  await passTags(reader);
  let first: MpegFrame | undefined;
  let seconds = 0;
  let stray = 0;
  while (reader.has(FRAME_HEADER_BYTES) || (await reader.fill(FRAME_HEADER_BYTES))) {
    const frame = mpegFrame(reader.uint32(0));
    const isFrame =
      frame !== undefined &&
      (first === undefined ? await isFollowed(reader, frame) : isLike(frame, first));
    if (!isFrame) {
      stray += 1;
      if (stray > MOST_STRAY_BYTES) break;
      reader.pass(1);
      continue;
    }
    const isSound = first !== undefined || !(await isDescription(reader, frame));
    first ??= frame;
    if (isSound) seconds += frame.samples / frame.rate;
    if (reader.has(frame.bytes)) reader.pass(frame.bytes);
    // The last frame may have been cut off, and is heard in part.
    else if (!(await reader.skip(frame.bytes))) break;
  }
  return seconds > 0 ? seconds : null;
}

async function passTags(reader: ForwardReader): Promise<void> {
  while ((await reader.fill(ID3_HEADER_BYTES)) && reader.uint(0, 3) === ID3) {
    const footer = reader.uint8(5) & ID3_FOOTER_FLAG ? ID3_HEADER_BYTES : 0;
    // Four bytes of seven bits each.
    let size = 0;
    for (let index = 6; index < ID3_HEADER_BYTES; index += 1) {
      size = size * 128 + (reader.uint8(index) & 0x7f);
    }
    await reader.skip(ID3_HEADER_BYTES + size + footer);
  }
}

/** Eleven bits are soon found by chance: the first frame has another one like it behind it, or is all there is. */
async function isFollowed(reader: ForwardReader, frame: MpegFrame): Promise<boolean> {
  if (!(await reader.fill(frame.bytes + FRAME_HEADER_BYTES))) return reader.fill(frame.bytes);
  const next = mpegFrame(reader.uint32(frame.bytes));
  return next !== undefined && isLike(next, frame);
}

function isLike(frame: MpegFrame, first: MpegFrame): boolean {
  return frame.rate === first.rate && frame.samples === first.samples;
}

async function isDescription(
  reader: ForwardReader,
  { bytes, infoAt }: MpegFrame,
): Promise<boolean> {
  const length = Math.min(bytes, VBRI_AT + 4);
  if (!(await reader.fill(length))) return false;
  const word = infoAt + 4 <= length ? reader.uint32(infoAt) : 0;
  if (word === XING || word === INFO) return true;
  return VBRI_AT + 4 <= length && reader.uint32(VBRI_AT) === VBRI;
}
