import sharp from 'sharp';
import { Random } from '../../support/random.ts';

const WIDTH = 4_000;
const HEIGHT = 3_000;

/** Draws a scene of 12 megapixels that is different for every seed, with the noise of a camera, as a PNG. */
export async function drawnPhoto(seed: number): Promise<Buffer> {
  const random = new Random(seed);
  const colour = () => `rgb(${[0, 0, 0].map(() => random.between(0, 255)).join()})`;
  const shapes = Array.from({ length: random.between(15, 60) }, () => {
    const [x, y] = [random.between(0, WIDTH), random.between(0, HEIGHT)];
    const size = random.between(60, 700);
    return random.next() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${colour()}"/>`
      : `<rect x="${x}" y="${y}" width="${size}" height="${random.between(60, 500)}" fill="${colour()}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="${colour()}"/>${shapes.join('')}</svg>`;
  // A lens is never sharper than this.
  const scene = sharp(Buffer.from(svg), { limitInputPixels: false }).blur(0.8);
  const noise = { type: 'gaussian', mean: 128, sigma: 6 } as const;
  const grain = sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#808080', noise },
  });
  const overlay = {
    input: await grain.png({ compressionLevel: 0 }).toBuffer(),
    blend: 'soft-light',
  } as const;
  return scene.composite([overlay]).png({ compressionLevel: 0 }).toBuffer();
}
