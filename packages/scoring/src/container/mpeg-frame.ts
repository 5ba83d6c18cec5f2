/** Kilobits a second by index: MPEG 1, and MPEG 2 and 2.5, of layer III. */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_1 = [44_100, 48_000, 32_000];
const MPEG_1 = 3;
const MPEG_2 = 2;
const MPEG_RESERVED = 1;
const LAYER_III = 1;
const MONO = 3;

/** One frame of an MP3 file. */
export interface MpegFrame {
  /** With its header. */
  readonly bytes: number;
  readonly samples: number;
  /** Samples a second. */
  readonly rate: number;
  /** Where a frame without sound has "Xing" or "Info". */
  readonly infoAt: number;
}

/** Reads the header of a frame of layer III; undefined when the 32 bits are none. */
export function mpegFrame(header: number): MpegFrame | undefined {
  const version = (header >>> 19) & 3;
  const layer = (header >>> 17) & 3;
  if (header >>> 21 !== 0x7ff || version === MPEG_RESERVED || layer !== LAYER_III) return undefined;
  const isFirst = version === MPEG_1;
  // Index 0 is "free", which says nothing about the length, and 15 is forbidden.
  const kilobits = (isFirst ? BITRATES_1 : BITRATES_2)[(header >>> 12) & 15];
  const rate = sampleRate(header, version);
  if (!kilobits || rate === undefined) return undefined;
  const samples = isFirst ? 1_152 : 576;
  const padding = (header >>> 9) & 1;
  return {
    bytes: Math.floor((samples / 8) * ((kilobits * 1_000) / rate)) + padding,
    samples,
    rate,
    infoAt: 4 + sideInformationBytes(header, isFirst),
  };
}

/** MPEG 2 has half the rates of MPEG 1, and MPEG 2.5 a quarter. */
function sampleRate(header: number, version: number): number | undefined {
  const fullRate = RATES_1[(header >>> 10) & 3];
  if (fullRate === undefined) return undefined;
  return fullRate / (version === MPEG_1 ? 1 : version === MPEG_2 ? 2 : 4);
}

function sideInformationBytes(header: number, isFirst: boolean): number {
  const isMono = ((header >>> 6) & 3) === MONO;
  if (isFirst) return isMono ? 17 : 32;
  return isMono ? 9 : 17;
}
