/** How loud a recording is. */
export interface Loudness {
  readonly durationSeconds: number;
  /** 0–1: the share of windows of 50 ms that are quieter than -50 dBFS. 1 for a recording without samples. */
  readonly silence: number;
  /** 0–1: the share of samples at full scale, where a recording is distorted. */
  readonly clipping: number;
  /** The level of the loudest window, in dBFS: 0 at most, and -Infinity for digital silence. */
  readonly peakDecibels: number;
}

const WINDOW_SECONDS = 0.05;
const SILENT_DECIBELS = -50;
const FULL_SCALE = 0.999;

/**
 * Measures the samples of one channel, each from -1 to 1.
 *
 * @param rate Samples a second.
 * @throws {RangeError} When `rate` is not above 0.
 */
export function loudness(samples: Float32Array, rate: number): Loudness {
  if (!(rate > 0)) throw new RangeError(`rate is ${rate}, not a number of samples a second`);
  const length = Math.max(1, Math.round(rate * WINDOW_SECONDS));
  let windows = 0;
  let silent = 0;
  let clipped = 0;
  let peak = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < samples.length; start += length) {
    const window = samples.subarray(start, start + length);
    let squares = 0;
    for (const sample of window) {
      squares += sample * sample;
      if (Math.abs(sample) >= FULL_SCALE) clipped += 1;
    }
    const decibels = 10 * Math.log10(squares / window.length);
    windows += 1;
    if (decibels < SILENT_DECIBELS) silent += 1;
    peak = Math.max(peak, decibels);
  }
  return {
    durationSeconds: samples.length / rate,
    silence: windows === 0 ? 1 : silent / windows,
    clipping: samples.length === 0 ? 0 : clipped / samples.length,
    peakDecibels: peak,
  };
}
