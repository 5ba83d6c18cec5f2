import workletUrl from './sound-worklet.ts?worker&url';
import { wavFile } from './wav.ts';

/** A recording under way. */
export interface Recording {
  /** Ends it and returns the file. */
  stop(): Promise<Blob>;
  /** Ends it and keeps nothing. */
  cancel(): void;
}

/** Records the microphone as WAV. `onLevel` hears the loudest sample of each block, from 0 to 1. */
export async function recordSound(
  stream: MediaStream,
  onLevel: (peak: number) => void,
): Promise<Recording> {
  const context = new AudioContext();
  await context.audioWorklet.addModule(workletUrl);
  const source = context.createMediaStreamSource(stream);
  const tap = new AudioWorkletNode(context, 'sound-tap');
  const chunks: Float32Array[] = [];
  tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    chunks.push(data);
    onLevel(data.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
  };
  source.connect(tap);
  const end = () => {
    source.disconnect();
    tap.port.onmessage = null;
    return context.close();
  };
  return {
    async stop() {
      await end();
      return wavFile(chunks, context.sampleRate);
    },
    cancel() {
      end().catch(() => undefined);
    },
  };
}
