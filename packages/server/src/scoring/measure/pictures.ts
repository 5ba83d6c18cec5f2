import {
  type DecodedPicture,
  MEASURED_EDGE,
  type Point,
  sharpestPoint,
} from '@firsthandapi/scoring';
import type { default as Sharp, SharpOptions } from 'sharp';
import { Turns } from '../../background/turns.ts';

/** A file that claims to be a picture and is none, or one that is too large to open. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
}

/** Against pictures of a few bytes that would fill the memory: more than any phone's camera has. */
const MOST_PIXELS = 64_000_000;
const LONGEST_SECONDS = 20;
/**
 * Pictures that are open at a time. Each takes hundreds of megabytes, and one of the four threads on which Node also reads
 * files: with all of them, downloads and `/readyz` would wait for the largest pictures.
 */
const MOST_PICTURES = 2;
/** What libvips says when the file is at fault; anything else may be the machine. */
const AT_FAULT = /^Input |VipsJpeg|pngload|webpload|libspng|premature|truncated|corrupt/i;
const PREVIEW_EDGE = 512;
const PREVIEW_QUALITY = 60;
const MODEL_QUALITY = 85;

/** Opens pictures with libvips, which is loaded with the first server that scores. */
export class Pictures {
  readonly #sharp: typeof Sharp;
  readonly #turns = new Turns(MOST_PICTURES);

  private constructor(sharp: typeof Sharp) {
    this.#sharp = sharp;
  }

  /** Loads the decoder. Rejects where its binary is not installed. */
  static async load(): Promise<Pictures> {
    const { default: sharp } = await import('sharp');
    // One picture at a time has a bounded memory, and leaves the other cores to requests.
    sharp.concurrency(1);
    sharp.cache(false);
    return new Pictures(sharp);
  }

  /** Runs what opens a picture with `decode` and `preview` once few enough are open. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(work);
  }

  /** Decodes a picture into the parts that are measured. Throws an `UndecodableError` when the file is at fault. */
  async decode(bytes: Uint8Array): Promise<DecodedPicture> {
    return blamingFile(async () => {
      const { width, height } = (await this.#open(bytes).metadata()).autoOrient;
      const whole = await grey(this.#shrink(bytes, MEASURED_EDGE));
      const part = partRound(sharpestPoint(whole), width, height);
      const detail = await grey(this.#upright(bytes).extract(part));
      return { width, height, whole, detail };
    });
  }

  /** Returns the size of a picture as it is held, without decoding it; undefined when it is damaged. */
  async sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number } | undefined> {
    try {
      const { autoOrient } = await blamingFile(() => this.#open(bytes).metadata());
      return { width: autoOrient.width, height: autoOrient.height };
    } catch (error) {
      if (error instanceof UndecodableError) return undefined;
      throw error;
    }
  }

  /** Returns a small JPEG of the picture with a lattice across it, for customers who have not approved it. */
  async preview(bytes: Uint8Array): Promise<Uint8Array> {
    return blamingFile(async () => {
      const upright = this.#shrink(bytes, PREVIEW_EDGE).flatten({ background: '#ffffff' });
      const { data, info } = await upright.png().toBuffer({ resolveWithObject: true });
      const marked = this.#sharp(data).composite([{ input: lattice(info) }]);
      return new Uint8Array(await marked.jpeg({ quality: PREVIEW_QUALITY }).toBuffer());
    });
  }

  /** Returns a JPEG for a model: as large as it looks at, turned as it was held, and without the camera's metadata. */
  async forModel(bytes: Uint8Array, edge: number): Promise<Uint8Array> {
    return this.inTurn(() =>
      blamingFile(async () => {
        const shrunk = this.#shrink(bytes, edge).flatten({ background: '#ffffff' });
        return new Uint8Array(await shrunk.jpeg({ quality: MODEL_QUALITY }).toBuffer());
      }),
    );
  }

  #shrink(bytes: Uint8Array, edge: number) {
    const size = { width: edge, height: edge, fit: 'inside', withoutEnlargement: true } as const;
    return this.#upright(bytes).resize(size);
  }

  /** Turned as the camera was held, and without what it writes beside the pixels, such as the place. */
  #upright(bytes: Uint8Array) {
    return this.#open(bytes).autoOrient();
  }

  #open(bytes: Uint8Array) {
    const options: SharpOptions = { limitInputPixels: MOST_PIXELS, failOn: 'truncated' };
    return this.#sharp(bytes, options).timeout({ seconds: LONGEST_SECONDS });
  }
}

/** libvips keeps one text of what went wrong for all threads, so that the failure of another picture may take it. */
const LOST_TEXT = 'Unknown error';

async function blamingFile<T>(work: () => Promise<T>, isRepeated = false): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isLost = error instanceof Error && error.message === LOST_TEXT;
    if (isLost && !isRepeated) return blamingFile(work, true);
    if (error instanceof Error && AT_FAULT.test(error.message)) {
      throw new UndecodableError('The picture cannot be decoded', { cause: error });
    }
    throw error;
  }
}

async function grey(picture: ReturnType<typeof Sharp>) {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, luma: new Uint8Array(data) };
}

/** The part round a point, as large as what is measured, that lies within the picture. */
function partRound({ x, y }: Point, width: number, height: number) {
  const size = { width: Math.min(width, MEASURED_EDGE), height: Math.min(height, MEASURED_EDGE) };
  const start = (share: number, length: number, part: number) =>
    Math.min(length - part, Math.max(0, Math.round(share * length - part / 2)));
  return { left: start(x, width, size.width), top: start(y, height, size.height), ...size };
}

/** Drawn, since a machine may have no fonts for a word. */
function lattice({ width, height }: { readonly width: number; readonly height: number }): Buffer {
  const line = (path: string, colour: string) =>
    `<path d="${path}" stroke="${colour}" stroke-opacity="0.45" stroke-width="2"/>`;
  const lines = line('M0 0L64 64M64 0L0 64', '#fff') + line('M3 0L64 61M61 0L0 61', '#000');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
      <pattern id="lattice" width="64" height="64" patternUnits="userSpaceOnUse">${lines}</pattern>
    </defs><rect width="100%" height="100%" fill="url(#lattice)"/></svg>`,
  );
}
