/** Builds containers for tests, without anything in them that could be played. */

type Part = Uint8Array | string | readonly number[];

export function bytesOf(...parts: readonly Part[]): Uint8Array {
  const pieces = parts.map((part) =>
    typeof part === 'string'
      ? Uint8Array.from(part, (character) => character.charCodeAt(0))
      : Uint8Array.from(part),
  );
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** An unsigned number, the most significant byte first. */
export function uint(value: number, width = 4): number[] {
  return Array.from(
    { length: width },
    (_, index) => Math.floor(value / 256 ** (width - 1 - index)) % 256,
  );
}

/** A box of an ISO media file. */
export function box(type: string, ...content: readonly Part[]): Uint8Array {
  const inner = bytesOf(...content);
  return bytesOf(uint(8 + inner.length), type, inner);
}

interface Header {
  readonly scale: number;
  readonly units: number;
  /** With numbers of 64 bits. */
  readonly isLong?: boolean;
}

/** `mvhd` or `mdhd`. */
export function durationBox(type: string, { scale, units, isLong = false }: Header): Uint8Array {
  const width = isLong ? 8 : 4;
  const version = isLong ? 1 : 0;
  const dates = uint(0, 2 * width);
  return box(type, [version, 0, 0, 0], dates, uint(scale), uint(units, width), uint(0, 80));
}

/** A track with an id, whose media says how long it is. */
export function track(id: number, header: Header): Uint8Array {
  const head = box('tkhd', uint(0, 12), uint(id), uint(0, 60));
  return box('trak', head, box('mdia', durationBox('mdhd', header), box('minf', uint(0, 40))));
}

/** A fragment of a track that begins at a time, with the duration of each sample. */
export function fragment(id: number, start: number, samples: readonly number[]): Uint8Array {
  const entries = samples.flatMap((duration) => [...uint(duration), ...uint(100)]);
  return bytesOf(
    box(
      'moof',
      box('mfhd', uint(0, 8)),
      box(
        'traf',
        box('tfhd', uint(0x020000), uint(id)),
        box('tfdt', uint(0), uint(start)),
        box('trun', uint(0x000301), uint(samples.length), uint(0), entries),
      ),
    ),
    box('mdat', uint(0, 100)),
  );
}

/** An element of a WebM file; without a length when a recorder had not ended it. */
export function element(id: number, content: Part, hasLength = true): Uint8Array {
  const inner = bytesOf(content);
  const idWidth = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;
  const length = hasLength
    ? [0x10, ...uint(inner.length, 3)]
    : [0x01, ...uint(2 ** 48 - 1, 6), 0xff];
  return bytesOf(uint(id, idWidth), length, inner);
}

interface Frames {
  readonly count: number;
  /** The four bits for the bitrate of each frame, by its index. Default: 128 kilobits. */
  bitrate?(index: number): number;
  /** The second and the last byte of each header. Default: MPEG 1, layer III, two channels. */
  readonly form?: readonly [number, number];
  /** What the first frame holds, at byte 36. */
  readonly info?: string;
}

const KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/** Frames of an MP3 file at 44,100 samples a second. */
export function mpegFrames({
  count,
  bitrate = () => 9,
  form = [0xfb, 0],
  info,
}: Frames): Uint8Array {
  const frames = Array.from({ length: count }, (_, index) => {
    const rate = bitrate(index);
    const bytes = Math.floor((144_000 * (KILOBITS[rate] ?? 0)) / 44_100);
    const frame = new Uint8Array(bytes);
    frame.set([0xff, form[0], rate << 4, form[1]]);
    if (index === 0 && info !== undefined) frame.set(bytesOf(info), 36);
    return frame;
  });
  return bytesOf(...frames);
}
