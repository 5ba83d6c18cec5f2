/** Notes of a C major pentatonic phrase, in hertz, struck one after another. */
const notes = [523.25, 659.25, 783.99, 659.25, 1046.5];
const secondsBetweenNotes = 0.25;

/** Amplitudes are multiples of this, so that the plain PCM file compresses well. */
const amplitudeStep = 256;

/**
 * A short, bell-like phrase: mono, 16-bit samples that start and end in silence.
 *
 * @param sampleRate samples a second, in hertz.
 * @param seconds length; from 1.5 s on every note is heard to its end.
 */
export function composeMelody(sampleRate: number, seconds: number): Int16Array {
  const samples = new Int16Array(Math.round(sampleRate * seconds));
  for (let index = 0; index < samples.length; index++) {
    const amplitude = 9000 * amplitudeAt(index / sampleRate, seconds);
    samples[index] = Math.round(amplitude / amplitudeStep) * amplitudeStep;
  }
  return samples;
}

function amplitudeAt(second: number, end: number): number {
  let sum = 0;
  for (const [index, frequency] of notes.entries()) {
    const age = second - index * secondsBetweenNotes;
    if (age < 0) continue;
    const attack = Math.min(age / 0.01, 1);
    const tone = Math.sin(2 * Math.PI * frequency * age);
    const overtone = 0.25 * Math.sin(4 * Math.PI * frequency * age);
    sum += attack * Math.exp(-age * 7) * (tone + overtone);
  }
  return sum * Math.min((end - second) / 0.1, 1);
}
