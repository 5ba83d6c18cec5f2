import type { Brush, Colour } from './brush.ts';
import { box, difference, ellipse, intersection } from './shapes.ts';

/** What distinguishes one picture of the series from the next. */
export interface ScenePalette {
  readonly wallTop: Colour;
  readonly wallBottom: Colour;
  readonly cup: Colour;
  readonly cupShade: Colour;
  readonly beside: 'cookie' | 'orange' | 'sugar';
}

export const scenePalettes: readonly ScenePalette[] = [
  {
    wallTop: [251, 236, 209],
    wallBottom: [243, 205, 164],
    cup: [250, 250, 246],
    cupShade: [197, 199, 206],
    beside: 'cookie',
  },
  {
    wallTop: [178, 221, 218],
    wallBottom: [120, 184, 186],
    cup: [247, 203, 84],
    cupShade: [206, 140, 48],
    beside: 'orange',
  },
  {
    wallTop: [92, 96, 148],
    wallBottom: [214, 140, 134],
    cup: [226, 92, 78],
    cupShade: [150, 46, 58],
    beside: 'sugar',
  },
];

const tableTop = 0.17;
const tableLight: Colour = [176, 117, 72];
const tableDark: Colour = [126, 78, 48];
const shadow: Colour = [62, 36, 28];
const saucerRim: Colour = [232, 230, 226];
const saucerWell: Colour = [203, 202, 204];
const coffee: Colour = [84, 48, 28];
const foam: Colour = [214, 170, 120];
const steam: Colour = [255, 255, 255];

/**
 * Paints one point of the scene: a cup of coffee on a table. The origin is the middle of the
 * picture, y grows downwards, and a 4:3 picture reaches from -0.5 to 0.5 in y.
 *
 * @param moment position within the steam's loop, 0–1; both ends look alike.
 */
export function paintCoffeeScene(
  brush: Brush,
  x: number,
  y: number,
  palette: ScenePalette,
  moment: number,
): void {
  paintRoom(brush, x, y, palette);
  paintBeside(brush, x + 0.47, y - 0.3, palette.beside);
  paintSaucer(brush, x, y - 0.31);
  paintCup(brush, x, y + 0.08, palette);
  if (!brush.finish.isFlat) paintSteam(brush, x, y, moment);
}

function paintRoom(brush: Brush, x: number, y: number, palette: ScenePalette): void {
  const wall = brush.gradient(palette.wallTop, palette.wallBottom, y + 0.67);
  brush.red = wall[0];
  brush.green = wall[1];
  brush.blue = wall[2];
  brush.fill(ellipse(x + 0.42, y + 0.27, 0.13, 0.13), steam, 0.55);
  brush.fill(tableTop - y, brush.gradient(tableLight, tableDark, (y - tableTop) * 2));
  brush.fill(box(x, y - tableTop - 0.008, 9, 0.008), tableDark);
}

function paintBeside(brush: Brush, x: number, y: number, what: ScenePalette['beside']): void {
  brush.fill(ellipse(x - 0.005, y - 0.022, 0.11, 0.04), shadow, 0.3);
  if (what === 'cookie') {
    brush.fill(ellipse(x, y, 0.11, 0.045), [214, 160, 92]);
    for (const [chipX, chipY] of [
      [-0.05, -0.01],
      [0.01, 0.018],
      [0.05, -0.012],
      [-0.015, -0.022],
    ] as const) {
      brush.fill(ellipse(x - chipX, y - chipY, 0.016, 0.008), coffee);
    }
  } else if (what === 'orange') {
    brush.fill(ellipse(x, y + 0.05, 0.085, 0.085), [240, 142, 42]);
    brush.fill(ellipse(x + 0.03, y + 0.08, 0.025, 0.02), [252, 190, 104]);
    brush.fill(ellipse(x - 0.015, y + 0.135, 0.028, 0.01), [92, 138, 62]);
  } else {
    brush.fill(box(x + 0.05, y - 0.01, 0.042, 0.034), [244, 240, 232]);
    brush.fill(box(x - 0.045, y - 0.005, 0.042, 0.034), [226, 220, 212]);
    brush.fill(box(x, y + 0.052, 0.042, 0.03), [252, 250, 244]);
  }
}

function paintSaucer(brush: Brush, x: number, y: number): void {
  brush.fill(ellipse(x - 0.015, y - 0.022, 0.33, 0.06), shadow, 0.35);
  brush.fill(ellipse(x, y, 0.33, 0.062), saucerRim);
  brush.fill(ellipse(x, y - 0.004, 0.22, 0.036), saucerWell);
}

function paintCup(brush: Brush, x: number, y: number, palette: ScenePalette): void {
  const handle = difference(
    ellipse(x - 0.24, y - 0.12, 0.12, 0.11),
    ellipse(x - 0.24, y - 0.12, 0.075, 0.066),
  );
  brush.fill(handle, palette.cupShade);
  const bowl = intersection(ellipse(x, y, 0.26, 0.42), Math.max(-y, y - 0.385));
  brush.fill(bowl, brush.gradient(palette.cup, palette.cupShade, (x + 0.1) * 2.4));
  brush.fill(ellipse(x, y, 0.26, 0.062), palette.cup);
  brush.fill(ellipse(x, y - 0.004, 0.232, 0.049), coffee);
  brush.fill(ellipse(x + 0.045, y - 0.002, 0.066, 0.02), foam);
  brush.fill(ellipse(x - 0.045, y - 0.002, 0.066, 0.02), foam);
  brush.fill(ellipse(x, y - 0.016, 0.06, 0.018), foam);
}

function paintSteam(brush: Brush, x: number, y: number, moment: number): void {
  const height = (y + 0.46) / 0.32;
  if (height <= 0 || height >= 1) return;
  const envelope = Math.sin(Math.PI * height);
  for (const [index, root] of [-0.1, 0.01, 0.11].entries()) {
    const sway = Math.sin(y * 17 + index * 2.1 + moment * 2 * Math.PI);
    const distance = Math.abs(x - root - 0.028 * sway) - 0.014 * envelope;
    brush.fill(distance, steam, 0.6);
  }
}
