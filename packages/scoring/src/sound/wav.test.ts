import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWav } from './wav.ts';

interface Wav {
  readonly code?: number;
  readonly channels?: number;
  readonly bits: number;
  readonly data: Uint8Array;
  /** Chunks before the samples. */
  readonly before?: Uint8Array;
  readonly declared?: number;
}

function wav({ code = 1, channels = 1, bits, data, before = new Uint8Array(), declared }: Wav) {
  const bytes = new Uint8Array(44 + before.length + data.length);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 8_000, true);
  view.setUint16(34, bits, true);
  bytes.set(before, 36);
  write(36 + before.length, 'data');
  view.setUint32(40 + before.length, declared ?? data.length, true);
  bytes.set(data, 44 + before.length);
  return bytes;
}

const samplesOf = (file: Wav) => [...(decodeWav(wav(file))?.samples ?? [])];

describe('decodeWav', () => {
  it.each([
    [8, [0, 128, 255], [-1, 0, 127 / 128]],
    [16, [0, 0x80, 0, 0, 0xff, 0x7f], [-1, 0, 32_767 / 32_768]],
    [24, [0, 0, 0x80, 0, 0, 0, 0xff, 0xff, 0x7f], [-1, 0, 8_388_607 / 8_388_608]],
    [32, [0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40], [-1, 0, 0.5]],
  ])('decodes PCM of %i bits', (bits, data, expected) => {
    const samples = samplesOf({ bits, data: Uint8Array.from(data) });
    expect(samples).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) expect(samples[index]).toBeCloseTo(value, 6);
  });

  it('decodes floats, and takes what is not a number as silence', () => {
    const data = new Uint8Array(Float32Array.of(0.5, Number.NaN, Number.NEGATIVE_INFINITY).buffer);
    expect(samplesOf({ code: 3, bits: 32, data })).toEqual([0.5, 0, 0]);
  });

  it('averages the channels', () => {
    expect(samplesOf({ bits: 8, channels: 2, data: Uint8Array.of(0, 128, 192, 192) })).toEqual([
      -0.5, 0.5,
    ]);
  });

  it('skips chunks of other kinds, padded to an even length', () => {
    const before = Uint8Array.of(0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0);
    expect(samplesOf({ bits: 8, data: Uint8Array.of(128, 192), before })).toEqual([0, 0.5]);
  });

  it('reads up to the end of a file that an interrupted recorder left', () => {
    expect(samplesOf({ bits: 8, data: Uint8Array.of(192), declared: 0xffff_fff0 })).toEqual([0.5]);
  });

  it.each([
    ['a compressed encoding', wav({ code: 2, bits: 4, data: Uint8Array.of(1) })],
    ['no channels', wav({ channels: 0, bits: 8, data: Uint8Array.of(1) })],
    ['no samples', wav({ bits: 8, data: new Uint8Array() }).subarray(0, 36)],
    ['no bytes', new Uint8Array()],
  ])('returns undefined for %s', (_name, bytes) => {
    expect(decodeWav(bytes)).toBeUndefined();
  });

  it('never throws, whatever the bytes are', () => {
    const header = [...wav({ bits: 16, data: new Uint8Array(8) })];
    const damaged = fc
      .array(fc.tuple(fc.nat(header.length - 1), fc.nat(255)), { maxLength: 12 })
      .map((changes) => {
        const bytes = Uint8Array.from(header);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 100 })), (bytes) => {
        const sound = decodeWav(bytes);
        for (const sample of sound?.samples ?? [])
          expect(Math.abs(sample)).toBeLessThanOrEqual(1e38);
      }),
    );
  });
});
