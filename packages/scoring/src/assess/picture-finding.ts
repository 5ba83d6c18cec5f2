import { type Exposure, exposure } from '../picture/exposure.ts';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { MEASURED_EDGE, shrink } from '../picture/grey-picture.ts';
import { sharpness } from '../picture/sharpness.ts';
import type { Finding } from './finding.ts';

/** A decoded picture, in parts that are small enough to measure. */
export interface DecodedPicture {
  /** The original's size in pixels. */
  readonly width: number;
  readonly height: number;
  /** The whole picture, at any size: it is measured with a longer edge of {@link MEASURED_EDGE}. */
  readonly whole: GreyPicture;
  /** The part round the sharpest point at the original's resolution, which shows blur that shrinking hides. Default: not looked at. */
  readonly detail?: GreyPicture | undefined;
}

/** Below this many bits per pixel a picture shows nothing: a covered lens, say, or a white wall. */
const BLANK_ENTROPY = 1;
const BLANK_CONTRAST = 2;

/** A step of a scale: at or above `from`, the rating is at most `quality`. */
interface Step {
  readonly from: number;
  readonly quality: number;
  readonly reason: string | null;
}

/** Sharp scenes measure 1,000 and more, those with a blur of 1 pixel 50 to 200, and of 2 pixels up to 30. */
const SHARPNESS: readonly Step[] = [
  { from: 250, quality: 5, reason: null },
  { from: 100, quality: 3, reason: 'The picture is slightly blurred.' },
  { from: 30, quality: 2, reason: 'The picture is blurred.' },
  { from: 0, quality: 1, reason: 'The picture is too blurred to show details.' },
];
/** Of the sharpest block at full resolution: an edge that is blurred by 2 pixels and more measures less. */
const FINE_SHARPNESS: readonly Step[] = [
  { from: 12, quality: 5, reason: null },
  { from: 0, quality: 3, reason: 'The picture is slightly blurred.' },
];
const SHORTER_EDGE: readonly Step[] = [
  { from: 1_080, quality: 5, reason: null },
  { from: 720, quality: 4, reason: null },
  { from: 480, quality: 3, reason: 'The picture has few pixels.' },
  { from: 0, quality: 2, reason: 'The picture has too few pixels to show details.' },
];

/** Rates how a picture was taken; what it shows is not looked at. */
export function pictureFinding(picture: DecodedPicture): Finding {
  const measured = shrink(picture.whole, MEASURED_EDGE);
  const light = exposure(measured);
  if (isBlank(light)) return BLANK;
  const steps = [
    focusStep(measured, picture.detail),
    stepOf(SHORTER_EDGE, Math.min(picture.width, picture.height)),
    lightStep(light),
  ];
  const reasons = steps.map(({ reason }) => reason).filter((reason) => reason !== null);
  return {
    certain: null,
    quality: Math.min(...steps.map(({ quality }) => quality)),
    completeness: 5,
    reasons: [...new Set(reasons)],
  };
}

const BLANK: Finding = {
  certain: 'blank',
  quality: 1,
  completeness: 1,
  reasons: ['The picture is blank.'],
};

function isBlank({ entropy, contrast }: Exposure): boolean {
  return entropy < BLANK_ENTROPY && contrast < BLANK_CONTRAST;
}

/** What is blurred when it is shrunk is so at full resolution too, so that only the graver of both is said. */
function focusStep(measured: GreyPicture, detail: GreyPicture | undefined): Step {
  const whole = stepOf(SHARPNESS, sharpness(measured));
  const fine = detail === undefined ? whole : stepOf(FINE_SHARPNESS, sharpness(detail));
  return fine.quality < whole.quality ? fine : whole;
}

function stepOf(scale: readonly Step[], value: number): Step {
  const step = scale.find(({ from }) => value >= from);
  if (step === undefined) throw new RangeError(`${value} is not a measurement`);
  return step;
}

function lightStep({ mean, black, white, contrast }: Exposure): Omit<Step, 'from'> {
  const isDark = mean < 128;
  const lost = Math.max(black, white);
  const reason = (how: string) => `The picture is ${how} ${isDark ? 'dark' : 'bright'}.`;
  if (lost > 0.9 || contrast < 6) return { quality: 2, reason: reason('much too') };
  if (lost > 0.5 || mean < 32 || mean > 224) return { quality: 3, reason: reason('too') };
  return { quality: 5, reason: null };
}
