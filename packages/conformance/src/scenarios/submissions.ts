import { createHash } from 'node:crypto';
import type { File, FirstHandClient } from '@firsthandapi/sdk';
import { expect } from 'vitest';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';
import { firstId } from '../context/seed-objects.ts';

const ALL_FORMATS = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/mpeg',
  'audio/wav',
  'audio/mp4',
  'video/mp4',
  'video/quicktime',
] as const;

export const submissionScenarios: readonly Scenario[] = [
  {
    name: 'serves files of every format with the documented size and hash',
    async run(context) {
      const { test } = context;
      for (const format of ALL_FORMATS) {
        const { id } = await test.createJob({
          ...sampleJob,
          files_needed: 1,
          accepted_formats: [format],
        });
        await context.advance(WORK_SECONDS);
        const { data } = await test.getJobFiles(id);
        expect(data).toMatchObject([{ object: 'file', job_id: id, content_type: format }]);
        for (const file of data) await expectDocumentedBytes(test, file);
      }
    },
  },
  {
    name: 'expires a download link after 7 days, and a refreshed one works for 7 more',
    async run(context) {
      const { test } = context;
      const { id } = await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      const [file] = (await test.getJobFiles(id)).data;
      if (file === undefined) throw new Error('No file');
      await context.advance(7 * 86_400 + 1);
      expect((await context.download(file.download_url)).status).toBe(403);
      const { download_url, download_url_expires_at } = await test.refreshFileUrl(file.id);
      expect(Date.parse(download_url_expires_at)).toBe(
        (await context.world.now()) + 7 * 86_400_000,
      );
      expect((await context.download(download_url)).status).toBe(200);
    },
  },
  {
    name: 'filters submissions by job, status and rating, and counts them in the summary',
    async run(context) {
      const { test } = context;
      const { id: job_id } = await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      const { data } = await test.listSubmissions({ job_id, status: 'approved', min_score: 4 });
      expect(data.map((submission) => submission.job_id)).toEqual([job_id, job_id]);
      expect((await test.listSubmissions({ job_id, min_score: 5 })).data).toEqual([]);
      expect(await test.listSubmissions().toArray({ limit: 10 })).toHaveLength(4);
      const id = firstId({ data });
      expect(await test.getSubmission(id)).toEqual(data[0]);
      const summary = await test.getSubmissionSummary({ job_id });
      expect(summary).toMatchObject({ job_id, approval_rate: 1, mean_rating: 4 });
      expect(summary.rating_histogram).toMatchObject({ 4: 2 });
      expect((await test.getJobFiles(job_id, { min_score: 5 })).data).toEqual([]);
    },
  },
  {
    name: 'lists submissions older than 30 days only when the date window includes them',
    async run(context) {
      const { test, world } = context;
      const start_date = new Date(await world.now()).toISOString();
      await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS + 31 * 86_400);
      expect((await test.listSubmissions()).data).toEqual([]);
      expect((await test.listSubmissions({ start_date })).data).toHaveLength(2);
    },
  },
];

async function expectDocumentedBytes(client: FirstHandClient, file: File): Promise<void> {
  const bytes = await client.downloadFile(file);
  expect(bytes.byteLength).toBe(file.size_bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.content_hash);
}
