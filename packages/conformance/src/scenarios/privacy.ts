import { expect } from 'vitest';
import { apiErrorOf } from '../context/api-error-of.ts';
import { sampleJob, WORK_SECONDS } from '../context/sample-job.ts';
import type { Scenario } from '../context/scenario.ts';

export const privacyScenarios: readonly Scenario[] = [
  {
    name: 'prepares a data export and serves its download',
    async run(context) {
      const { test } = context;
      const job = await test.createJob(sampleJob);
      const { id, status } = await test.createDataExport();
      expect(status).toBe('pending');
      await context.advance(1);
      const ready = await test.getDataExport(id);
      expect(ready).toMatchObject({ status: 'ready', download_url: expect.any(String) });
      const download = await context.download(ready.download_url ?? '');
      const text = await download.text();
      expect(text.length).toBeGreaterThan(0);
      expect(text).toContain(job.id);
      expect(Buffer.byteLength(text)).toBe(ready.size_bytes);
    },
  },
  {
    name: 'erases the content of a job, and reports what is retained and why',
    async run(context) {
      const { test } = context;
      const { id } = await test.createJob(sampleJob);
      await context.advance(WORK_SECONDS);
      const [file] = (await test.getJobFiles(id)).data;
      const erasure = await test.createErasure({ target: 'job', job_id: id });
      await context.advance(1);
      const done = await test.getErasure(erasure.id);
      expect(done).toMatchObject({ status: 'completed', target: { type: 'job', id } });
      expect(done.retained.every(({ reason }) => reason.length > 0)).toBe(true);
      expect((await context.download(file?.download_url ?? '')).status).toBe(404);
      expect((await test.getJobFiles(id)).data).toEqual([]);
    },
  },
  {
    name: 'erases an organization only when its id confirms it, and revokes its keys',
    async run(context) {
      const { organization_id, api_key } = await context
        .client(null)
        .signup({ name: 'Leaving', email: 'leaving@example.com' });
      const client = context.client(api_key);
      const wrong = await apiErrorOf(
        client.createErasure({ target: 'organization', confirm_organization_id: 'org_other' }),
      );
      expect(wrong).toMatchObject({ status: 400, details: [{ field: 'confirm_organization_id' }] });
      await client.createErasure({
        target: 'organization',
        confirm_organization_id: organization_id,
      });
      await context.advance(1);
      expect(await apiErrorOf(client.getSettings())).toMatchObject({ status: 401 });
    },
  },
];
