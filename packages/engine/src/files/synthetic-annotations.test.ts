import type { AudioAnnotations, BoundingBox, VideoAnnotations } from '@firsthandapi/spec';
import { describe, expect, it } from 'vitest';
import { catalog } from '../precanned/index.ts';
import { SECOND, TestEngine } from '../testing/test-engine.ts';
import {
  type AnnotatedMedia,
  keyframeTimes,
  syntheticAnnotations,
} from './synthetic-annotations.ts';

const media: readonly AnnotatedMedia[] = catalog.map((entry) => ({
  content_type: entry.contentType,
  size_bytes: entry.sizeBytes,
  width: entry.width,
  height: entry.height,
  duration_seconds: entry.durationSeconds,
}));

const of = (kind: string) => media.filter(({ content_type }) => content_type.startsWith(kind));

function isWithinPicture({ x, y, width, height }: BoundingBox): boolean {
  return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1;
}

/** Returns every object in `value`, at any depth, that looks like a box. */
function boxesIn(value: unknown): BoundingBox[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'x' in value && 'width' in value ? [value as BoundingBox] : [];
  return [...own, ...Object.values(value).flatMap(boxesIn)];
}

describe('synthetic annotations', () => {
  it.each(media.map((entry) => [entry.content_type, entry] as const))(
    'annotates %s by its kind, names the model and keeps boxes within the picture',
    (contentType, entry) => {
      const annotations = syntheticAnnotations(entry);
      expect(annotations?.kind).toBe(contentType.split('/')[0]);
      expect(annotations?.annotation_model).toBe('synthetic-1');
      expect(boxesIn(annotations).every(isWithinPicture)).toBe(true);
      expect(syntheticAnnotations(entry)).toEqual(annotations);
    },
  );

  it('annotates a recording with words in order, within its length', () => {
    for (const entry of of('audio')) {
      const { transcript, speakers } = syntheticAnnotations(entry) as AudioAnnotations;
      expect(transcript.text).toBe(transcript.words.map(({ word }) => word).join(' '));
      let position = 0;
      for (const { start_seconds, end_seconds, speaker_id } of transcript.words) {
        expect(start_seconds).toBeGreaterThanOrEqual(position);
        expect(end_seconds).toBeGreaterThan(start_seconds);
        expect(speakers.map(({ id }) => id)).toContain(speaker_id);
        position = end_seconds;
      }
      expect(position).toBeLessThanOrEqual(entry.duration_seconds ?? 0);
    }
  });

  it('annotates a video with scenes and appearances within its length', () => {
    for (const entry of of('video')) {
      const length = entry.duration_seconds ?? 0;
      const { scenes, tracked_objects } = syntheticAnnotations(entry) as VideoAnnotations;
      expect(scenes.at(-1)?.end_seconds).toBe(length);
      const times = tracked_objects.flatMap(({ appearances }) => appearances);
      for (const { at_seconds } of times) expect(at_seconds).toBeLessThan(length);
      for (const at of keyframeTimes(entry)) expect(at).toBeLessThan(length);
    }
  });

  it('returns null for a media type that is never simulated', () => {
    const unknown = { ...(media[0] as AnnotatedMedia), content_type: 'text/plain' };
    expect(syntheticAnnotations(unknown)).toBeNull();
  });
});

describe('a simulated file', () => {
  async function filesOf(accepted_formats: string[]) {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const job = await world.createJob(test, { accepted_formats });
    await world.passTime(15 * SECOND);
    return { world, test, files: (await world.get(`/v1/jobs/${job.id}/files`, test)).body.data };
  }

  it('annotates a simulated file, and adds keyframes with working links to a video', async () => {
    const { world, test, files } = await filesOf(['video/mp4']);
    expect(files[0].annotations.kind).toBe('video');
    expect(files[0].keyframes).toHaveLength(2);
    for (const { image_url } of files[0].keyframes) {
      const response = await world.engine.fetch(new Request(image_url));
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    }
    const { body } = await world.get('/v1/audit-events?action=file.downloaded', test);
    expect(body.data[0].resource).toEqual({ type: 'file', id: files[0].id });
  });

  it('adds no keyframes to an image or a recording', async () => {
    const { files } = await filesOf(['image/png', 'audio/wav']);
    expect(files.map(({ keyframes }: { keyframes: unknown }) => keyframes)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a real file', () => {
  it('does not annotate a real file', async () => {
    const world = new TestEngine();
    const { test } = await world.openOrganization();
    const job = await world.createJob(test, { files_needed: 1, accepted_formats: ['video/mp4'] });
    await world.passTime(15 * SECOND);
    await world.transact(async ({ tables }) => {
      const [record] = await tables.files.list({ where: { job_id: job.id }, limit: 1 });
      if (record !== undefined) await tables.files.update({ ...record, content_key: 'stored' });
    });
    const { body } = await world.get(`/v1/jobs/${job.id}/files`, test);
    expect(body.data[0]).toMatchObject({ annotations: null, keyframes: null });
  });
});
