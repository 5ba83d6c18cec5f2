/**
 * `pnpm proof:likeness [--subjects 200]`: how often a photo that was changed is recognised, and how often another photo of one
 * subject is taken for it. Prints the table of `docs/guides/scoring.md`. Exits with 1 when fewer than 99% of the copies are
 * recognised, or more than 0.1% of the others. A crop of 10% is beyond what has to be recognised.
 */
import { parseArgs } from 'node:util';
import { isAlike, likenessOf } from '@firsthandapi/scoring';
import sharp, { type Sharp } from 'sharp';
import { Pictures } from '../../../src/scoring/measure/pictures.ts';
import { drawnSubject } from './drawn-subject.ts';

const { values } = parseArgs({ options: { subjects: { type: 'string', default: '200' } } });
const subjects = Number(values.subjects);
/** Photos of each subject, each of which is compared with each. */
const PHOTOS = 5;
const LEAST_COPIES = 0.99;
const MOST_OTHERS = 0.001;

const BEYOND = 'a crop of 10%';

const cropped = (share: number, x: number, y: number) => (photo: Sharp) => {
  const [width, height] = [Math.round(1_024 * (1 - share)), Math.round(768 * (1 - share))];
  const [left, top] = [Math.floor(x * (1_024 - width)), Math.floor(y * (768 - height))];
  return photo.extract({ left, top, width, height });
};

const CHANGES: readonly { readonly name: string; readonly change: (photo: Sharp) => Sharp }[] = [
  { name: 'JPEG quality 30', change: (photo) => photo.jpeg({ quality: 30 }) },
  { name: 'WebP quality 60', change: (photo) => photo.webp({ quality: 60 }) },
  { name: 'a quarter as wide', change: (photo) => photo.resize(256) },
  { name: 'twice as wide', change: (photo) => photo.resize(2_048) },
  { name: 'a crop of 5%', change: cropped(0.05, 0.5, 0.5) },
  { name: 'a crop of 5% at a corner', change: cropped(0.05, 0, 1) },
  { name: BEYOND, change: cropped(0.1, 0.5, 0.5) },
];

const pictures = await Pictures.load();
async function likeness(photo: Sharp): Promise<string> {
  const { whole } = await pictures.decode(await photo.toBuffer());
  return likenessOf(whole) ?? '';
}

const originals: string[][] = [];
const bytes: Buffer[] = [];
for (let subject = 0; subject < subjects; subject += 1) {
  const photos: string[] = [];
  for (let photo = 0; photo < PHOTOS; photo += 1) {
    const taken = await drawnSubject(subject, photo).jpeg({ quality: 90 }).toBuffer();
    if (photo === 0) bytes.push(taken);
    photos.push(await likeness(sharp(taken)));
  }
  originals.push(photos);
}

console.log('| Compared with the photo | Called the same |\n|---|---|');
for (const { name, change } of CHANGES) {
  let found = 0;
  for (const [subject, original] of bytes.entries()) {
    const copy = await likeness(change(sharp(original)).toFormat('jpeg'));
    if (isAlike(originals[subject]?.[0] ?? '', copy)) found += 1;
  }
  report(name, found, subjects, name === BEYOND || found / subjects >= LEAST_COPIES);
}
let [pairs, mistaken, strangers, taken] = [0, 0, 0, 0];
for (const [subject, photos] of originals.entries()) {
  for (const [index, photo] of photos.entries()) {
    for (const other of photos.slice(index + 1)) {
      pairs += 1;
      if (isAlike(photo, other)) mistaken += 1;
    }
  }
  for (const others of originals.slice(subject + 1)) {
    strangers += 1;
    if (isAlike(photos[0] ?? '', others[0] ?? '')) taken += 1;
  }
}
report('another photo of the subject', mistaken, pairs, mistaken / pairs <= MOST_OTHERS);
report('a photo of another subject', taken, strangers, taken / strangers <= MOST_OTHERS);

function report(name: string, found: number, of: number, holds: boolean): void {
  console.log(`| ${name} | ${found} of ${of} |`);
  if (!holds) process.exitCode = 1;
}
