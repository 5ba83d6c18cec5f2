import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  box,
  bytesOf,
  durationBox,
  element,
  fragment,
  mpegFrames,
  track,
  uint,
} from '../testing/drawn-container.ts';
import { containerDuration } from './container-duration.ts';

const FRAME_SECONDS = 1_152 / 44_100;

/** The pieces of a file, and how many of them were asked for. */
class Pieces implements AsyncIterable<Uint8Array> {
  asked = 0;
  isClosed = false;
  readonly #bytes: Uint8Array;
  readonly #length: number;

  constructor(bytes: Uint8Array, length = bytes.length) {
    this.#bytes = bytes;
    this.#length = Math.max(1, length);
  }

  async *[Symbol.asyncIterator]() {
    try {
      for (let at = 0; at < this.#bytes.length; at += this.#length) {
        this.asked += 1;
        yield this.#bytes.subarray(at, at + this.#length);
      }
    } finally {
      this.isClosed = true;
    }
  }
}

const durationOf = (...parts: readonly Uint8Array[]) =>
  containerDuration(new Pieces(bytesOf(...parts)));

const FTYP = box('ftyp', 'isom', uint(512), 'isom');
const MEDIA = box('mdat', uint(0, 5_000));

describe('the duration of an MP3 file', () => {
  it('counts the frames of one bitrate', async () => {
    expect(await durationOf(mpegFrames({ count: 1_000 }))).toBeCloseTo(1_000 * FRAME_SECONDS, 6);
  });

  it('counts the frames of changing bitrates, with or without a header about them', async () => {
    const bitrate = (index: number) => 1 + (index % 14);
    const seconds = 500 * FRAME_SECONDS;
    expect(await durationOf(mpegFrames({ count: 500, bitrate }))).toBeCloseTo(seconds, 6);
    for (const info of ['Xing', 'Info', 'VBRI']) {
      const first = mpegFrames({ count: 1, info });
      const rest = mpegFrames({ count: 500, bitrate });
      expect(await durationOf(first, rest)).toBeCloseTo(seconds, 6);
    }
  });

  it('counts frames of half the rate with one channel', async () => {
    const frame = bytesOf([0xff, 0xf3, 0x90, 0xc0], uint(0, 257));
    // MPEG 2 at 80 kilobits and 22,050 samples a second: 261 bytes for 576 samples.
    const frames = bytesOf(...Array.from({ length: 100 }, () => frame));
    expect(await durationOf(frames)).toBeCloseTo((100 * 576) / 22_050, 6);
  });

  it('passes over tags before the frames, whatever is in them, and behind them', async () => {
    const picture = mpegFrames({ count: 300 });
    const size = [21, 14, 7, 0].map((shift) => (picture.length >> shift) & 0x7f);
    const tag = bytesOf('ID3', [4, 0, 0], size, picture);
    const end = bytesOf('TAG', uint(0, 125));
    const seconds = 40 * FRAME_SECONDS;
    expect(await durationOf(tag, mpegFrames({ count: 40 }), end)).toBeCloseTo(seconds, 6);
    const stray = bytesOf([0xff, 0xfb, 0x90, 0], uint(0, 2_000), [0xff]);
    expect(await durationOf(tag, tag, stray, mpegFrames({ count: 40 }))).toBeCloseTo(seconds, 6);
  });

  it('goes on behind damaged bytes', async () => {
    const half = mpegFrames({ count: 50 });
    const broken = bytesOf(uint(0, 7), [0xff, 0xfb]);
    expect(await durationOf(half, broken, half)).toBeCloseTo(100 * FRAME_SECONDS, 6);
  });

  it('is unknown where there are no frames', async () => {
    expect(await durationOf(bytesOf('ID3', uint(0, 7)))).toBeNull();
    expect(await durationOf(bytesOf(uint(0, 100_000)))).toBeNull();
    expect(await durationOf(new Uint8Array())).toBeNull();
  });
});

describe('the duration of an ISO media file', () => {
  it.each([true, false])(
    'is that of its movie, also behind the media (64 bits: %s)',
    async (isLong) => {
      const header = durationBox('mvhd', { scale: 600, units: 7_530, isLong });
      const movie = box('moov', header, track(1, { scale: 48_000, units: 700_000, isLong }));
      expect(await durationOf(FTYP, movie, MEDIA)).toBe(12.55);
      expect(await durationOf(box('ftyp', 'qt  '), box('wide'), MEDIA, movie)).toBe(12.55);
      const long = bytesOf(uint(1), 'mdat', uint(16 + 70_000, 8), uint(0, 70_000));
      expect(await durationOf(FTYP, long, movie)).toBe(12.55);
    },
  );

  it('is that of its longest track where the movie does not say', async () => {
    const movie = box(
      'moov',
      durationBox('mvhd', { scale: 1_000, units: 0xffffffff }),
      track(1, { scale: 600, units: 600 }),
      track(2, { scale: 48_000, units: 96_000 }),
    );
    expect(await durationOf(FTYP, movie, MEDIA)).toBe(2);
  });

  it('is the end of its last fragment where it was written while it was recorded', async () => {
    const movie = box(
      'moov',
      durationBox('mvhd', { scale: 1_000, units: 0 }),
      track(1, { scale: 30_000, units: 0 }),
      track(2, { scale: 48_000, units: 0 }),
      box('mvex', box('trex', uint(0), uint(1), uint(1), uint(1_001), uint(0, 8))),
    );
    const fragments = Array.from({ length: 5 }, (_, index) =>
      bytesOf(
        fragment(1, index * 30_000, [10_000, 10_000, 10_000]),
        fragment(2, index * 48_000, [24_000, 20_000]),
      ),
    );
    expect(await durationOf(FTYP, movie, ...fragments)).toBe(5);
    const usual = box(
      'moof',
      box('traf', box('tfhd', uint(0), uint(1)), box('trun', uint(0), uint(600))),
    );
    expect(await durationOf(FTYP, movie, usual)).toBe((600 * 1_001) / 30_000);
    const own = box('tfhd', uint(0x00000b), uint(1), uint(0, 8), uint(1), uint(300));
    const other = box('moof', box('traf', own, box('trun', uint(0), uint(600))));
    expect(await durationOf(FTYP, movie, other)).toBe(6);
  });

  it('is unknown where no box says it, and where one says more than a day', async () => {
    expect(await durationOf(FTYP, MEDIA)).toBeNull();
    const absurd = durationBox('mvhd', { scale: 1, units: 2 ** 40, isLong: true });
    expect(await durationOf(FTYP, box('moov', absurd))).toBeNull();
  });

  it('adds up no more samples than a fragment has, whatever it declares', async () => {
    const movie = box('moov', track(1, { scale: 30, units: 0 }), box('mvex'));
    const lying = box(
      'moof',
      box(
        'traf',
        box('tfhd', uint(0), uint(1)),
        box('trun', uint(0x000100), uint(0xffffffff), uint(30)),
      ),
    );
    expect(await durationOf(FTYP, movie, lying)).toBeNull();
  });

  it('reads no further than the movie when there are no fragments', async () => {
    const movie = box('moov', durationBox('mvhd', { scale: 10, units: 50 }));
    const pieces = new Pieces(bytesOf(FTYP, movie, box('mdat', uint(0, 1_000_000))), 4_096);
    expect(await containerDuration(pieces)).toBe(5);
    expect(pieces.asked).toBeLessThan(20);
    expect(pieces.isClosed).toBe(true);
  });

  it('gives up a file of more boxes than any recorder writes', async () => {
    const empty = (count: number) => bytesOf(...Array.from({ length: count }, () => box('free')));
    const movie = box('moov', durationBox('mvhd', { scale: 10, units: 50 }));
    expect(await durationOf(FTYP, empty(1_000), movie)).toBe(5);
    expect(await durationOf(FTYP, empty(100_000), movie)).toBeNull();
  });
});

describe('the duration of a WebM file', () => {
  const head = element(0x1a45dfa3, element(0x4282, 'webm'));
  const scale = element(0x2ad7b1, uint(1_000_000));
  const block = (time: number) => element(0xa3, [0x81, ...uint(time, 2), 0x80, 1, 2, 3]);

  it('is that of its header', async () => {
    const seconds = bytesOf(new Uint8Array(new Float64Array([2_500]).buffer).reverse());
    const info = element(0x1549a966, bytesOf(scale, element(0x4489, seconds)));
    expect(await durationOf(head, element(0x18538067, info))).toBe(2.5);
  });

  it('is the beginning of its last frame where a recorder did not know it', async () => {
    const clusters = [0, 1_000, 2_000].map((start) =>
      element(
        0x1f43b675,
        bytesOf(element(0xe7, uint(start)), block(0), element(0xa0, block(33)), block(966)),
        false,
      ),
    );
    const segment = element(0x18538067, bytesOf(element(0x1549a966, scale), ...clusters), false);
    expect(await durationOf(head, segment)).toBe(2.966);
  });
});

describe('a damaged container', () => {
  const movie = box(
    'moov',
    durationBox('mvhd', { scale: 1_000, units: 0 }),
    track(1, { scale: 30_000, units: 0 }),
    box('mvex', box('trex', uint(0), uint(1), uint(1), uint(1_001), uint(0, 8))),
  );
  const files = [
    bytesOf(FTYP, movie, fragment(1, 0, [1, 2, 3]), fragment(1, 30_000, [4])),
    bytesOf(FTYP, MEDIA, box('moov', durationBox('mvhd', { scale: 600, units: 600 }))),
    bytesOf('ID3', [4, 0, 0, 0, 0, 1, 0], uint(0, 128), mpegFrames({ count: 20 })),
    bytesOf(
      element(0x1a45dfa3, element(0x4282, 'webm')),
      element(0x18538067, element(0x1f43b675, element(0xa3, [0x81, 3, 0, 0])), false),
    ),
  ];
  const damages = fc.array(
    fc.record({
      at: fc.nat(),
      byte: fc.constantFrom(0, 1, 7, 8, 0x7f, 0x80, 0xff),
      times: fc.integer({ min: 1, max: 8 }),
    }),
    { maxLength: 6 },
  );

  it('is measured or not, but never rejects and never reads a byte twice, in 2,000 ways', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        damages,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 7, 500, 65_536),
        async (file, changes, kept, length) => {
          const bytes = file.slice(0, Math.ceil(file.length * (kept < 0.5 ? 1 : kept)));
          for (const { at, byte, times } of changes) {
            const start = at % bytes.length;
            bytes.fill(byte, start, start + times);
          }
          const pieces = new Pieces(bytes, length);
          const seconds = await containerDuration(pieces);
          expect(seconds === null || (seconds > 0 && seconds <= 86_400)).toBe(true);
          expect(pieces.asked).toBeLessThanOrEqual(Math.ceil(bytes.length / length));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is measured alike, however the file comes in pieces', async () => {
    for (const file of files) {
      const whole = await containerDuration(new Pieces(file));
      for (const length of [1, 2, 3, 11, 127]) {
        expect(await containerDuration(new Pieces(file, length))).toBe(whole);
      }
    }
  });

  it('passes on why a file cannot be read', async () => {
    const failing = async function* () {
      yield FTYP;
      throw new Error('The disk is gone');
    };
    await expect(containerDuration(failing())).rejects.toThrow('The disk is gone');
  });
});
