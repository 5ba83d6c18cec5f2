import { decodeWav, soundFinding } from '@firsthandapi/scoring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wavFile } from './wav.ts';

describe('wavFile', () => {
  it('writes what the scoring reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 50 }), {
          maxLength: 5,
        }),
        async (chunks) => {
          const bytes = new Uint8Array(await wavFile(chunks, 48_000).arrayBuffer());
          const sound = decodeWav(bytes);
          expect(sound?.rate).toBe(48_000);
          const samples = chunks.flatMap((chunk) => [...chunk]);
          expect(sound?.samples.length).toBe(samples.length);
          for (const [index, sample] of samples.entries()) {
            expect(sound?.samples[index]).toBeCloseTo(sample, 3);
          }
        },
      ),
    );
  });

  it('cuts samples that are too loud', async () => {
    const file = wavFile([Float32Array.of(3, -3)], 8_000);
    const sound = decodeWav(new Uint8Array(await file.arrayBuffer()));
    expect([...(sound?.samples ?? [])].map(Math.round)).toEqual([1, -1]);
  });

  it('makes a recording of a tone that the scoring finds nothing wrong with', async () => {
    const tone = Float32Array.from({ length: 48_000 * 3 }, (_, at) => Math.sin(at / 20) / 2);
    const sound = decodeWav(new Uint8Array(await wavFile([tone], 48_000).arrayBuffer()));
    expect(sound && soundFinding(sound)).toMatchObject({ certain: null, quality: 5, reasons: [] });
  });
});
