import { choosePrecanned, loadPrecanned } from '@firsthandapi/engine/people';
import { describe, expect, it } from 'vitest';
import { pictureSize } from './picture-size.ts';
import { withNote } from './with-note.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp'] as const;
const RIFF = ['image/webp', 'audio/wav'] as const;

async function precanned(type: Parameters<typeof choosePrecanned>[0]): Promise<Uint8Array> {
  return (await loadPrecanned(choosePrecanned(type))).bytes;
}

describe('withNote', () => {
  it.each(PICTURES)('leaves the size of a picture of %s as it is', async (type) => {
    const noted = withNote(type, await precanned(type), 'note 1');
    expect(pictureSize(noted)).toEqual({ width: 1_024, height: 768 });
  });

  it.each(RIFF)('states the length that a file of %s has with its note', async (type) => {
    const noted = withNote(type, await precanned(type), 'odd');
    expect(new DataView(noted.buffer).getUint32(4, true) + 8).toBe(noted.length);
  });
});

describe('pictureSize', () => {
  it.each(PICTURES)('says nothing of a %s that is cut short', async (type) => {
    const file = await precanned(type);
    for (const length of [0, 3, 11, 17]) {
      expect(pictureSize(file.subarray(0, length))).toBeUndefined();
    }
  });

  it('says nothing of sound', async () => {
    expect(pictureSize(await precanned('audio/wav'))).toBeUndefined();
  });
});
