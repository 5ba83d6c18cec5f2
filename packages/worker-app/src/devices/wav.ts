const HEADER_BYTES = 44;
const PCM = 1;

/** Returns a WAV file of one channel with 16 bits a sample: every scorer reads it, and nothing of the sound is lost. */
export function wavFile(chunks: readonly Float32Array[], rate: number): Blob {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const samples = new Int16Array(length);
  let at = 0;
  for (const chunk of chunks) {
    for (const sample of chunk) {
      samples[at] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
      at += 1;
    }
  }
  return new Blob([header(samples.byteLength, rate), samples], { type: 'audio/wav' });
}

function header(dataBytes: number, rate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  const text = (at: number, value: string) => {
    for (const [index, character] of [...value].entries()) {
      view.setUint8(at + index, character.charCodeAt(0));
    }
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return view.buffer;
}
