import { writeFileSync } from 'node:fs';
import type { Picture } from '../drawing/draw-picture.ts';
import { encodePng } from './encode-png.ts';
import { runTool } from './run-tool.ts';

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

/** Writes a picture to `path`. A flat picture is kept exact where the format can do so. */
export function encodeImage(
  type: ImageType,
  picture: Picture,
  isFlat: boolean,
  path: string,
): void {
  if (type === 'image/png') {
    writeFileSync(path, encodePng(picture));
  } else if (type === 'image/jpeg') {
    const quality = isFlat ? '30' : '34';
    const options = ['-progressive', '-optimize', '-quality', quality, '-sample', '2x2'];
    writeFileSync(path, runTool('cjpeg', options, toPortablePixmap(picture)));
  } else {
    const options = isFlat ? ['-lossless', '-q', '60', '-m', '4'] : ['-q', '24', '-m', '6'];
    const all = ['-quiet', ...options, '-o', path, '--', '-'];
    runTool('cwebp', all, toPortablePixmap(picture));
  }
}

function toPortablePixmap({ width, height, pixels }: Picture): Uint8Array {
  return Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}
