/**
 * `pnpm proof:scoring [--scenes 20]`: what the local scorer says of drawn photos of 12 megapixels that are blurred, wrongly
 * exposed, encoded again or shrunk. Prints the table of `docs/guides/scoring.md`. Exits with 1 when a sharp photo would be
 * rejected, or gross blur approved.
 */
import { parseArgs } from 'node:util';
import { starRating } from '@firsthandapi/engine';
import { localRating, pictureFinding } from '@firsthandapi/scoring';
import sharp, { type Sharp } from 'sharp';
import { Pictures } from '../../../src/scoring/measure/pictures.ts';
import { drawnPhoto } from './drawn-photo.ts';

const { values } = parseArgs({ options: { scenes: { type: 'string', default: '20' } } });
const scenes = Number(values.scenes);

interface Change {
  readonly name: string;
  readonly change: (photo: Sharp) => Sharp;
  /** What must hold of every photo, by its stars. */
  readonly holds?: (stars: number) => boolean;
}

const isApproved = (stars: number) => stars >= 3;
const isRejected = (stars: number) => stars < 3;
const light = (stops: number) => (photo: Sharp) => photo.linear(2 ** stops, 0);
const quality = (percent: number) => (photo: Sharp) => photo.jpeg({ quality: percent });

const CHANGES: readonly Change[] = [
  { name: 'as taken', change: (photo) => photo, holds: isApproved },
  { name: 'JPEG quality 30', change: quality(30), holds: isApproved },
  { name: 'a quarter as wide', change: (photo) => photo.resize(1_000), holds: isApproved },
  { name: 'blurred, σ 4 px', change: (photo) => photo.blur(4) },
  { name: 'blurred, σ 8 px', change: (photo) => photo.blur(8) },
  { name: 'blurred, σ 16 px', change: (photo) => photo.blur(16), holds: isRejected },
  { name: 'blurred, σ 24 px', change: (photo) => photo.blur(24), holds: isRejected },
  { name: '2 stops too bright', change: light(2) },
  { name: '4 stops too bright', change: light(4) },
  { name: '2 stops too dark', change: light(-2) },
  { name: '4 stops too dark', change: light(-4) },
];

const pictures = await Pictures.load();
console.log('| Photo | Approved at 3 stars | Warned | Median quality |\n|---|---|---|---|');
for (const { name, change, holds } of CHANGES) {
  const found = [];
  for (let seed = 1; seed <= scenes; seed += 1) {
    const photo = sharp(await drawnPhoto(seed), { limitInputPixels: false });
    const bytes = await change(photo.clone().jpeg({ quality: 90 })).toBuffer();
    const finding = pictureFinding(await pictures.decode(bytes));
    const rating = localRating(finding);
    found.push({ finding, stars: finding.certain === null ? starRating(rating.dimensions) : 1 });
  }
  const approved = found.filter(({ stars }) => isApproved(stars)).length;
  const warned = found.filter(({ finding }) => finding.reasons.length > 0).length;
  const qualities = found.map(({ finding }) => finding.quality ?? 0).toSorted((a, b) => a - b);
  const median = qualities[Math.floor(qualities.length / 2)];
  console.log(`| ${name} | ${approved} of ${scenes} | ${warned} of ${scenes} | ${median} |`);
  if (holds !== undefined && !found.every(({ stars }) => holds(stars))) process.exitCode = 1;
}
