import type { Recording } from './sound-recorder.ts';

/** Containers in the order of preference. What is inside differs by browser: the server reads the codec. */
const CONTAINERS = ['video/mp4', 'video/quicktime'];

/** Returns the container in which this browser records what a job accepts, or undefined: then a file has to be chosen. */
export function videoContainer(formats: readonly string[]): string | undefined {
  return CONTAINERS.find((type) => formats.includes(type) && MediaRecorder.isTypeSupported(type));
}

/** Records a live picture with its sound. */
export function recordVideo(stream: MediaStream, container: string): Recording {
  const recorder = new MediaRecorder(stream, { mimeType: container });
  const parts: Blob[] = [];
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start(1_000);
  return {
    async stop() {
      recorder.stop();
      await stopped;
      return new Blob(parts, { type: container });
    },
    cancel() {
      recorder.stop();
    },
  };
}
