/** Sound that was decoded. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  /** The mean of the channels, each sample from -1 to 1. */
  readonly samples: Float32Array;
}

interface WavFormat {
  readonly code: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Of memory: ten minutes of one channel at 48,000 samples a second. */
const MOST_SAMPLES = 28_800_000;

/**
 * Decodes a WAV file: PCM of 8, 16, 24 or 32 bits, or 32-bit floats. A recorder that was interrupted leaves a length that
 * is too large, so the samples end with the file at the latest, and after ten minutes at 48 kHz.
 *
 * @returns The sound, or undefined when the file is malformed or encoded in another way.
 */
export function decodeWav(bytes: Uint8Array): Sound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: WavFormat | undefined;
  // After "RIFF", a length and "WAVE", chunks follow: a name, a length, and the content, padded to an even length.
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = view.getUint32(at);
    const length = view.getUint32(at + 4, true);
    const content = at + 8;
    if (name === FORMAT_CHUNK && content + 16 <= bytes.length) format = readFormat(view, content);
    if (name === DATA_CHUNK) return format && decode(view, content, length, format);
    at = content + length + (length % 2);
  }
  return undefined;
}

/** "fmt " and "data". */
const FORMAT_CHUNK = 0x666d7420;
const DATA_CHUNK = 0x64617461;

function readFormat(view: DataView, at: number): WavFormat {
  const code = view.getUint16(at, true);
  // The real code begins the identifier at the end of the longer form.
  const isExtended = code === EXTENSIBLE && at + 26 <= view.byteLength;
  return {
    code: isExtended ? view.getUint16(at + 24, true) : code,
    channels: view.getUint16(at + 2, true),
    rate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

function decode(
  view: DataView,
  start: number,
  declared: number,
  { code, channels, rate, bits }: WavFormat,
): Sound | undefined {
  const read = sampleReader(code, bits);
  if (read === undefined || channels === 0 || rate === 0) return undefined;
  const width = bits / 8;
  const length = Math.min(declared, view.byteLength - start);
  const count = Math.min(MOST_SAMPLES, Math.floor(length / (width * channels)));
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += read(view, start + (index * channels + channel) * width);
    }
    samples[index] = sum / channels;
  }
  return { rate, samples };
}

function sampleReader(
  code: number,
  bits: number,
): ((view: DataView, at: number) => number) | undefined {
  if (code === FLOAT && bits === 32) return (view, at) => finite(view.getFloat32(at, true));
  if (code !== PCM) return undefined;
  // Only samples of 8 bits have no sign.
  if (bits === 8) return (view, at) => (view.getUint8(at) - 128) / 128;
  if (bits === 16) return (view, at) => view.getInt16(at, true) / 0x8000;
  if (bits === 24) {
    return (view, at) => (view.getUint16(at, true) / 0x100 + view.getInt8(at + 2) * 0x100) / 0x8000;
  }
  return bits === 32 ? (view, at) => view.getInt32(at, true) / 0x80000000 : undefined;
}

function finite(sample: number): number {
  return Number.isFinite(sample) ? sample : 0;
}
