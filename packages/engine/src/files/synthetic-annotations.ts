import type {
  AudioAnnotations,
  BoundingBox,
  FileAnnotations,
  ImageAnnotations,
  VideoAnnotations,
} from '@firsthandapi/spec';
import type { FileRecord } from '../store/records.ts';

/** The fields that a file's annotations are derived from. */
export type AnnotatedMedia = Pick<
  FileRecord,
  'content_type' | 'size_bytes' | 'width' | 'height' | 'duration_seconds'
>;

const MODEL = 'synthetic-1';
/** Position of the coffee cup in precanned pictures, in fractions of the picture. */
const CUP: BoundingBox = { x: 0.3, y: 0.35, width: 0.4, height: 0.45 };
/** Precanned recordings are five notes, a quarter of a second apart; each note stands for a word. */
const WORDS = ['one', 'two', 'three', 'four', 'five'] as const;
const SECONDS_A_WORD = 0.25;
/** Precanned videos up to this width have moving pictures, at a higher frame rate. */
const WIDEST_MOVING = 1_024;

/**
 * Returns plausible annotations of a precanned file, in the shape of real ones, so that clients can be tested against
 * them (contract §4). Pure. Null for media types that are never simulated.
 */
export function syntheticAnnotations(media: AnnotatedMedia): FileAnnotations | null {
  const [kind] = media.content_type.split('/');
  if (kind === 'image') return annotateImage();
  if (kind === 'audio') return annotateAudio(media);
  if (kind === 'video') return annotateVideo(media);
  return null;
}

/** Returns the keyframe times of a video, in seconds from its start. */
export function keyframeTimes({
  duration_seconds,
}: Pick<AnnotatedMedia, 'duration_seconds'>): readonly number[] {
  return [0, round((duration_seconds ?? 0) / 2)];
}

function annotateImage(): ImageAnnotations {
  return {
    kind: 'image',
    annotation_model: MODEL,
    objects: [
      { label: 'cup', confidence: 0.97, box: CUP },
      { label: 'table', confidence: 0.9, box: { x: 0, y: 0.67, width: 1, height: 0.33 } },
    ],
    text: [],
    scene: { label: 'cafe', confidence: 0.88, setting: 'indoor' },
    faces: { count: 0, boxes: [] },
    quality: { sharpness: 0.9, exposure: 0.5, noise: 0.02 },
    safety: { flagged: false, categories: [] },
  };
}

function annotateAudio({
  content_type,
  size_bytes,
  duration_seconds,
}: AnnotatedMedia): AudioAnnotations {
  const seconds = duration_seconds ?? 0;
  const words = WORDS.map((word, index) => ({
    word,
    start_seconds: index * SECONDS_A_WORD,
    end_seconds: (index + 1) * SECONDS_A_WORD,
    confidence: 0.95,
    speaker_id: 'speaker_1',
  })).filter(({ end_seconds }) => end_seconds <= seconds);
  return {
    kind: 'audio',
    annotation_model: MODEL,
    transcript: {
      language: words.length === 0 ? null : 'en',
      text: words.map(({ word }) => word).join(' '),
      words,
    },
    speakers: [{ id: 'speaker_1', speaking_seconds: round(words.length * SECONDS_A_WORD) }],
    audio: {
      sample_rate_hz: content_type === 'audio/wav' ? 8_000 : 24_000,
      channels: 1,
      bit_rate_bps: seconds > 0 ? Math.round((size_bytes * 8) / seconds) : null,
    },
  };
}

function annotateVideo({ width, duration_seconds }: AnnotatedMedia): VideoAnnotations {
  const end_seconds = duration_seconds ?? 0;
  const appearances = keyframeTimes({ duration_seconds }).map((at_seconds) => ({
    at_seconds,
    box: CUP,
  }));
  return {
    kind: 'video',
    annotation_model: MODEL,
    scenes: [{ start_seconds: 0, end_seconds, label: 'cafe', confidence: 0.88 }],
    tracked_objects: [{ id: 'object_1', label: 'cup', confidence: 0.97, appearances }],
    video: {
      frame_rate: (width ?? 0) <= WIDEST_MOVING ? 12 : 4,
      codec: 'h264',
      has_audio: false,
    },
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
