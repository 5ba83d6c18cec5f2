/**
 * Draws and encodes every precanned file into files/, and records what ffprobe says of each in
 * files/probe.json. Needs ffmpeg, cjpeg (libjpeg-turbo) and cwebp on the PATH. Run it when the
 * pictures or the ladder change, then run generate-modules.ts:
 *
 *     node packages/engine/media/make-media.ts
 *     node packages/engine/media/generate-modules.ts
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenePalettes } from './drawing/coffee-scene.ts';
import { drawPicture, magnify, type Picture } from './drawing/draw-picture.ts';
import { encodeAudio } from './encoding/encode-audio.ts';
import { encodeImage } from './encoding/encode-image.ts';
import { encodeVideo } from './encoding/encode-video.ts';
import {
  audioTypes,
  fileName,
  imageRungs,
  imageTypes,
  type MediaType,
  type Rung,
  videoRungs,
  videoTypes,
} from './ladder.ts';
import { type ProbedFile, probeFile } from './probe.ts';

const folder = join(import.meta.dirname, 'files');
const smoothShades = 256;
const paletteShades = 6;
const probed: ProbedFile[] = [];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const rung of imageRungs) makeImages(rung);
for (const type of audioTypes) make(type, null, 0, (path) => encodeAudio(type, path));
for (const rung of videoRungs) makeVideos(rung);
probed.sort((left, right) => left.file.localeCompare(right.file, 'en', { numeric: true }));
writeFileSync(join(folder, 'probe.json'), `${JSON.stringify(probed, null, 2)}\n`);
console.log(`${readdirSync(folder).length - 1} files in ${folder}`);

function make(
  type: MediaType,
  rung: Rung | null,
  variant: number,
  encode: (path: string) => void,
): void {
  const file = fileName(type, rung, variant);
  encode(join(folder, file));
  const result = probeFile(folder, file, type, variant);
  probed.push(result);
  console.log(`${file}: ${result.sizeBytes} bytes`);
}

function makeImages(rung: Rung): void {
  for (let variant = 0; variant < rung.variants; variant++) {
    for (const type of imageTypes) {
      const shades = type === 'image/png' ? paletteShades : smoothShades;
      const picture = magnify(draw(rung, variant, 0, shades), rung.magnification);
      make(type, rung, variant, (path) => encodeImage(type, picture, rung.isFlat, path));
    }
  }
}

function makeVideos(rung: Rung): void {
  const framesPerSecond = rung.isFlat ? 4 : 12;
  const count = rung.isFlat ? 4 : 18;
  const frames = rung.isFlat
    ? new Array<Picture>(count).fill(draw(rung, 0, 0))
    : Array.from({ length: count }, (_, index) => draw(rung, 0, index / count));
  for (const type of videoTypes) {
    make(type, rung, 0, (path) =>
      encodeVideo({
        frames,
        framesPerSecond,
        magnification: rung.magnification,
        rateFactor: rung.isFlat ? 38 : 30,
        path,
      }),
    );
  }
}

function draw(rung: Rung, variant: number, moment: number, shades = smoothShades): Picture {
  const palette = scenePalettes[variant];
  if (!palette) throw new Error(`variants: there are ${scenePalettes.length} palettes.`);
  return drawPicture({
    width: rung.width / rung.magnification,
    height: rung.height / rung.magnification,
    palette,
    finish: { isFlat: rung.isFlat, shades },
    moment,
  });
}
