import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createReadMedia } from './read-media.ts';

interface Probed {
  readonly file: string;
  readonly contentType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
}

const MEDIA = new URL('../../../../engine/media/files/', import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, MEDIA)));
const probed: readonly Probed[] = JSON.parse(readFileSync(new URL('probe.json', MEDIA), 'utf8'));
const readMedia = createReadMedia();

it.each(probed.filter(({ durationSeconds }) => durationSeconds !== null))(
  'reads how long $file takes, as ffprobe does',
  async ({ file, contentType, durationSeconds }) => {
    const bytes = read(file);
    const streamed = async () => new Blob([bytes]).stream();
    for (const open of [async () => bytes, streamed]) {
      const { duration_seconds } = await readMedia(contentType, open);
      // The form of an MP3 says in frames of 26 ms how long it takes.
      expect(Math.abs((duration_seconds ?? 0) - (durationSeconds ?? 0))).toBeLessThan(0.03);
    }
  },
);

it('says nothing of a recording that is damaged, missing or none', async () => {
  const nothing = { width: null, height: null, duration_seconds: null };
  const text = async () => new TextEncoder().encode('ID3 of a kind that has no sound in it');
  for (const open of [text, async () => new Uint8Array(), async () => undefined]) {
    expect(await readMedia('audio/mpeg', open)).toEqual(nothing);
    expect(await readMedia('video/mp4', open)).toEqual(nothing);
  }
});

it('fails when the file cannot be read, so that it is tried again', async () => {
  const broken = async () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('The disk is gone')),
    });
  await expect(readMedia('video/mp4', broken)).rejects.toThrow('The disk is gone');
});
