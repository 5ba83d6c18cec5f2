import { describe, expect, it } from 'vitest';
import { soundFinding } from './sound-finding.ts';

const RATE = 48_000;

function tone(seconds: number, loudness: number): Float32Array {
  return Float32Array.from({ length: RATE * seconds }, (_, index) =>
    Math.max(-1, Math.min(1, loudness * Math.sin((2 * Math.PI * 440 * index) / RATE))),
  );
}

const find = (samples: Float32Array) => soundFinding({ rate: RATE, samples });

describe('soundFinding', () => {
  it('finds nothing wrong with a clear recording', () => {
    expect(find(tone(5, 0.3))).toEqual({ certain: null, quality: 5, completeness: 5, reasons: [] });
  });

  it.each([
    ['silence', new Float32Array(RATE * 5)],
    ['noise below -50 dBFS', tone(5, 0.001)],
    ['a click of half a second or less', tone(0.4, 0.5)],
    ['no samples', new Float32Array()],
  ])('is certain that %s is not a recording', (_name, samples) => {
    expect(find(samples).certain).toBe('silent');
  });

  it('warns of a recording that is quiet, distorted or short', () => {
    expect(find(tone(5, 0.01))).toMatchObject({ quality: 3, certain: null });
    expect(find(tone(5, 3))).toMatchObject({ quality: 3, completeness: 5 });
    expect(find(tone(1, 0.3))).toMatchObject({ quality: 5, completeness: 3 });
  });

  it('accepts a recording with long pauses', () => {
    const samples = new Float32Array(RATE * 10);
    samples.set(tone(1, 0.3), RATE * 4);
    expect(find(samples).certain).toBeNull();
  });
});
