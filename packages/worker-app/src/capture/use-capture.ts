import type { Job } from '@firsthandapi/spec/worker';
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { findPlace } from '../devices/place.ts';
import { type Recording, recordSound } from '../devices/sound-recorder.ts';
import { takePhoto } from '../devices/take-photo.ts';
import { recordVideo, videoContainer } from '../devices/video-recorder.ts';
import type { CaptureKind, CaptureMethod } from '../outbox/outbox-item.ts';
import { useServices } from '../services/services.ts';
import { captureItem } from './capture-item.ts';
import { type CaptureState, changeCapture } from './capture-state.ts';

/** The capture of files for a job: its state, and what the person can do. */
export interface Capture {
  readonly state: CaptureState;
  /** The loudest sample of the last moment, from 0 to 1. */
  readonly level: { readonly current: number };
  readonly takePhoto: (video: HTMLVideoElement) => Promise<void>;
  readonly startRecording: () => Promise<void>;
  readonly stopRecording: () => Promise<void>;
  readonly chooseFile: (file: File) => void;
  readonly turnCamera: () => void;
  readonly again: () => void;
  /** Stores the file in the outbox. Rejects with a sentence for the person when that fails. */
  readonly use: () => Promise<void>;
}

/** Why a file could not be stored. */
export class NotStoredError extends Error {
  override readonly name = 'NotStoredError';
  readonly reason: 'full' | 'place';

  constructor(reason: 'full' | 'place', options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Captures files of a kind for a job. */
export function useCapture(job: Job, kind: CaptureKind, retryOf: string | null): Capture {
  const { camera, checkFile, outbox, sender, now } = useServices();
  const [state, dispatch] = useReducer(changeCapture, { kind: 'starting' });
  const recording = useRef<Recording | undefined>(undefined);
  const level = useRef(0);
  const latest = useRef(state);
  latest.current = state;

  useEffect(() => {
    if (state.kind !== 'starting') return;
    const opened =
      kind === 'audio' ? openMicrophone() : camera.open({ withSound: kind === 'video' });
    opened.then(
      (stream) => dispatch({ kind: 'opened', stream }),
      (error: unknown) => dispatch({ kind: 'refused', reason: refusalOf(error) }),
    );
  }, [state.kind, camera, kind]);

  useEffect(
    () => () => {
      recording.current?.cancel();
      camera.close();
    },
    [camera],
  );

  return useMemo(() => {
    const captured = (blob: Blob, method: CaptureMethod, at: number) => {
      const file = { blob, method, at };
      dispatch({ kind: 'captured', file });
      checkFile(blob).then(
        (finding) => dispatch({ kind: 'checked', file, finding }),
        () => dispatch({ kind: 'checked', file, finding: null }),
      );
    };
    return {
      state,
      level,
      async takePhoto(video: HTMLVideoElement) {
        const { blob } = await takePhoto(video, job.accepted_formats);
        captured(blob, 'in_app', now());
      },
      async startRecording() {
        if (latest.current.kind !== 'live') return;
        const { stream } = latest.current;
        const container = videoContainer(job.accepted_formats);
        recording.current =
          kind === 'video' && container !== undefined
            ? recordVideo(stream, container)
            : await recordSound(stream, (peak) => {
                level.current = peak;
              });
        dispatch({ kind: 'recordingStarted', at: now() });
      },
      async stopRecording() {
        const blob = await recording.current?.stop();
        recording.current = undefined;
        if (blob !== undefined) captured(blob, 'in_app', now());
      },
      chooseFile: (file: File) => captured(file, 'gallery', file.lastModified),
      turnCamera() {
        camera.turn({ withSound: kind === 'video' }).then(
          (stream) => {
            dispatch({ kind: 'again' });
            dispatch({ kind: 'opened', stream });
          },
          () => dispatch({ kind: 'again' }),
        );
      },
      again: () => dispatch({ kind: 'again' }),
      async use() {
        if (latest.current.kind !== 'review') return;
        const { file } = latest.current;
        dispatch({ kind: 'using' });
        try {
          const position = job.area === null ? null : await findPlace().catch(refusePlace);
          const number = outbox.items.value.filter(({ jobId }) => jobId === job.id).length + 1;
          const item = await captureItem({ job, file, number, position, retryOf });
          await outbox.add(item, file.blob).catch(refuseRoom);
          sender.wake();
          dispatch({ kind: 'saved' });
        } catch (error) {
          dispatch({ kind: 'notSaved' });
          throw error;
        }
      },
    };
  }, [state, camera, checkFile, outbox, sender, now, job, kind, retryOf]);
}

function openMicrophone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: true });
}

function refusalOf(error: unknown): 'denied' | 'missing' {
  const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
  return isDenied ? 'denied' : 'missing';
}

function refusePlace(error: unknown): never {
  throw new NotStoredError('place', { cause: error });
}

function refuseRoom(error: unknown): never {
  throw new NotStoredError('full', { cause: error });
}
