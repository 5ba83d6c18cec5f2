import sharp, { type Sharp } from 'sharp';
import { Random } from '../../support/random.ts';

const WIDTH = 1_024;
const HEIGHT = 768;

/**
 * Draws one photo of a subject: a cup on a table with things round it. Photos of one subject have the same things in the same
 * colours, but were taken one after another: from another place, and with what can be moved lying elsewhere.
 */
export function drawnSubject(subject: number, photo: number): Sharp {
  const of = new Random(subject * 7_919 + 1);
  const at = new Random(subject * 104_729 + photo * 31 + 2);
  const colour = () => `rgb(${[0, 0, 0].map(() => of.between(0, 255)).join()})`;
  const near = (centre: number, reach: number) => centre + at.between(-reach, reach);
  const things = Array.from({ length: of.between(6, 14) }, () => {
    const [x, y, size] = [of.between(0, WIDTH), of.between(0, HEIGHT), of.between(40, 200)];
    const [left, top, fill] = [near(x, 90), near(y, 70), colour()];
    return of.next() < 0.5
      ? `<circle cx="${left}" cy="${top}" r="${size / 2}" fill="${fill}"/>`
      : `<rect x="${left}" y="${top}" width="${size}" height="${size * 0.7}" fill="${fill}" transform="rotate(${at.between(-30, 30)} ${left} ${top})"/>`;
  });
  const [x, y] = [near(WIDTH / 2, 60), near(HEIGHT / 2, 45)];
  const cup = `<rect x="${x - 110}" y="${y - 120}" width="220" height="260" rx="30" fill="${colour()}"/>
    <circle cx="${x + 130}" cy="${y}" r="60" fill="none" stroke="${colour()}" stroke-width="24"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="light"><stop stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#light)"/>${things.join('')}${cup}</svg>`;
  return sharp(Buffer.from(svg)).blur(0.8);
}
