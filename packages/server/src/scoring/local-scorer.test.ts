import type { AssessmentRequest } from '@firsthandapi/engine';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { LocalScorer } from './local-scorer.ts';
import { Pictures } from './measure/pictures.ts';

let scorer: LocalScorer;
beforeAll(async () => {
  scorer = new LocalScorer(await Pictures.load());
});

/** A photo of a desk, say: shapes with sharp edges on a ground with a gradient. */
function scene(width = 1_600, height = 1_200): Sharp {
  const shapes = Array.from({ length: 40 }, (_, index) => {
    const [x, y] = [(index * 379) % width, (index * 617) % height];
    const shade = (index * 83) % 256;
    const fill = `fill="rgb(${shade},${(shade * 3) % 256},${(shade * 7) % 256})"`;
    return index % 2 === 0
      ? `<circle cx="${x}" cy="${y}" r="${40 + ((index * 13) % 90)}" ${fill}/>`
      : `<rect x="${x}" y="${y}" width="${60 + index * 3}" height="${50 + index * 2}" ${fill}/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="rgb(150,140,120)"/>${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg));
}

function requestFor(
  bytes: Uint8Array,
  content_type: string,
  duration_seconds: number | null = null,
): AssessmentRequest {
  return {
    submission: { content_type, size_bytes: bytes.length, duration_seconds },
    open: async (range) =>
      range === undefined ? bytes : bytes.subarray(range.first, range.last + 1),
  } as AssessmentRequest;
}

const assess = (bytes: Uint8Array, type: string) => scorer.assess(requestFor(bytes, type));
const assessPicture = async (picture: Sharp) =>
  assess(await picture.jpeg({ quality: 90 }).toBuffer(), 'image/jpeg');

function wav(samples: Int16Array): Uint8Array {
  const file = Buffer.alloc(44 + samples.byteLength);
  file.write('RIFF', 0);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples.byteLength, 40);
  Buffer.from(samples.buffer).copy(file, 44);
  return file;
}

describe('LocalScorer', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'rates a sharp %s without judging what it shows',
    async (format) => {
      const bytes = await scene().toFormat(format).toBuffer();
      expect(await assess(bytes, `image/${format}`)).toMatchObject({
        verdict: 'scored',
        dimensions: { relevance: 3, quality: 5, completeness: 5 },
        rejection_code: null,
        judged: ['quality', 'completeness'],
        reasoning: expect.stringMatching(/^Relevance was not judged/),
        models: [{ name: 'local' }],
      });
    },
  );

  it('opens two pictures at a time, also after one that cannot be decoded', async () => {
    const whole = await scene(640, 480).jpeg().toBuffer();
    const damaged = whole.subarray(0, whole.length / 2);
    let open = 0;
    let most = 0;
    const pictures = await Pictures.load();
    const counted =
      <T>(work: (bytes: Uint8Array) => Promise<T>) =>
      async (bytes: Uint8Array) => {
        open += 1;
        most = Math.max(most, open);
        return work(bytes).finally(() => {
          open -= 1;
        });
      };
    pictures.decode = counted(pictures.decode.bind(pictures));
    pictures.preview = counted(pictures.preview.bind(pictures));
    const limited = new LocalScorer(pictures);
    const assessed = await Promise.all(
      [damaged, whole, damaged, whole, whole, whole].map((bytes) =>
        limited.assess(requestFor(bytes, 'image/jpeg')),
      ),
    );
    expect(assessed.map(({ rejection_code }) => rejection_code)).toEqual([
      'undecodable',
      null,
      'undecodable',
      null,
      null,
      null,
    ]);
    expect(most).toBe(2);
  });

  it('makes a small preview without the place where the picture was taken', async () => {
    const place = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 42/1 0/1' } };
    const bytes = await scene().withExif(place).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const { preview } = await assess(bytes, 'image/jpeg');
    const { width, height, format, exif } = await sharp(preview?.content).metadata();
    expect({ width, height, format, exif }).toEqual({
      width: 512,
      height: 384,
      format: 'jpeg',
      exif: undefined,
    });
  });

  it('says what lowers the quality of a picture', async () => {
    expect(await assessPicture(scene().blur(10))).toMatchObject({
      dimensions: { quality: 1 },
      reasoning: expect.stringContaining('too blurred'),
    });
    expect(await assessPicture(scene().linear(0.05, 0))).toMatchObject({
      reasoning: expect.stringContaining('too dark'),
    });
    expect(await assessPicture(scene(640, 480))).toMatchObject({
      dimensions: { quality: 3 },
      reasoning: expect.stringContaining('few pixels'),
    });
  });

  it.each([1, 3, 6, 8])(
    'looks at the sharpest part of a photo with orientation %i',
    async (orientation) => {
      // Sharp in one corner alone: any other part at full resolution would measure as blurred.
      const ground = { width: 3_000, height: 2_000, channels: 3, background: '#999' } as const;
      const object = await scene(600, 400).png().toBuffer();
      const photo = sharp({ create: ground }).composite([{ input: object, left: 2_300, top: 100 }]);
      const bytes = await photo.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
      expect(await assess(bytes, 'image/jpeg')).toMatchObject({
        dimensions: { quality: 5 },
        reasoning: expect.stringContaining('No technical flaw'),
      });
    },
  );

  it('measures a picture with transparency or 16 bits a channel', async () => {
    const clear = await scene().ensureAlpha(0.9).png().toBuffer();
    expect(await assess(clear, 'image/png')).toMatchObject({ verdict: 'scored' });
    const deep = await scene().toColourspace('rgb16').png().toBuffer();
    expect(await assess(deep, 'image/png')).toMatchObject({ dimensions: { quality: 5 } });
  });

  it.each([
    [
      'blank',
      async () => sharp({ create: { width: 800, height: 600, channels: 3, background: '#000' } }),
    ],
  ])('rejects a %s picture for certain', async (code, make) => {
    expect(await assessPicture(await make())).toMatchObject({ rejection_code: code });
  });

  it.each([
    ['a truncated picture', async () => (await scene().jpeg().toBuffer()).subarray(0, 20_000)],
    ['a header alone', async () => Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1')],
    [
      'a picture of more pixels than fit',
      async () => {
        const bytes = await sharp({
          create: { width: 8_001, height: 8_000, channels: 3, background: '#345' },
        })
          .jpeg()
          .toBuffer();
        return bytes;
      },
    ],
  ])('rejects %s as undecodable', async (_name, make) => {
    expect(await assess(await make(), 'image/jpeg')).toMatchObject({
      rejection_code: 'undecodable',
    });
  });

  it.each([
    [
      'SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ],
    ['HTML', '<!doctype html><title>A photo</title>'],
    ['an archive', 'PK\x03\x04'],
    ['an empty file', ''],
  ])('rejects %s that is declared as a picture', async (_name, text) => {
    expect(await assess(Buffer.from(text, 'latin1'), 'image/jpeg')).toMatchObject({
      rejection_code: 'wrong_format',
    });
  });

  it('rates a recording, and rejects silence', async () => {
    const tone = Int16Array.from({ length: 40_000 }, (_, at) => 9_000 * Math.sin(at / 3));
    expect(await assess(wav(tone), 'audio/wav')).toMatchObject({
      verdict: 'scored',
      dimensions: { quality: 5, completeness: 5 },
    });
    expect(await assess(wav(new Int16Array(40_000)), 'audio/wav')).toMatchObject({
      rejection_code: 'silent',
    });
  });

  it('rejects sound that is too short to hear anything, by its container', async () => {
    const mp3 = Uint8Array.from({ length: 400 }, (_, index) => [0xff, 0xfb, 0x90][index] ?? 0);
    const assessed = (seconds: number | null) =>
      scorer.assess(requestFor(mp3, 'audio/mpeg', seconds));
    expect(await assessed(0.49)).toMatchObject({ verdict: 'scored', rejection_code: 'silent' });
    for (const seconds of [0.5, null]) {
      expect(await assessed(seconds)).toMatchObject({ verdict: 'needs_review' });
    }
  });

  it('leaves what it cannot open to a person', async () => {
    const video = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1');
    expect(await assess(video, 'video/mp4')).toMatchObject({
      verdict: 'needs_review',
      judged: [],
      dimensions: { relevance: 3, quality: 3, completeness: 3 },
    });
  });

  it('recognises a photo that was encoded again, resized or cropped a little', async () => {
    const photo = await scene().png().toBuffer();
    const likenessOf = async (picture: Sharp) => (await assessPicture(picture)).likeness ?? '';
    const original = await likenessOf(sharp(photo));
    for (const copy of [
      sharp(await sharp(photo).webp({ quality: 40 }).toBuffer()),
      sharp(photo).resize(800),
      sharp(photo).extract({ left: 40, top: 30, width: 1_520, height: 1_140 }),
    ]) {
      expect(scorer.isAlike(original, await likenessOf(copy))).toBe(true);
    }
    const other = scene().composite([{ input: await scene(900, 900).png().toBuffer() }]);
    expect(scorer.isAlike(original, await likenessOf(other))).toBe(false);
  });

  it('reads content that arrives as a stream', async () => {
    const bytes = new Uint8Array(await scene().jpeg().toBuffer());
    const assessment = await scorer.assess({
      ...requestFor(bytes, 'image/jpeg'),
      open: async ({ first, last } = { first: 0, last: bytes.length - 1 }) =>
        new ReadableStream({
          start(controller) {
            for (let at = first; at <= last; at += 10_000) {
              controller.enqueue(bytes.subarray(at, Math.min(at + 10_000, last + 1)));
            }
            controller.close();
          },
        }),
    });
    expect(assessment).toMatchObject({ dimensions: { quality: 5 } });
  });

  it('fails, and rates nothing, when the content cannot be read', async () => {
    const request = requestFor(new Uint8Array(10), 'image/jpeg');
    const open = () => Promise.reject(new Error('The disk is away'));
    await expect(scorer.assess({ ...request, open })).rejects.toThrow('The disk is away');
  });
});
