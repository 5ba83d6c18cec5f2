import { expect } from 'vitest';
import { order, WORK_SECONDS } from '../furniture.ts';
import { refusal } from '../stage.ts';
import type { Story } from '../story.ts';

export const privacyStories: readonly Story[] = [
  {
    name: 'an export of everything is made ready, and downloads',
    async play(stage) {
      const { test } = stage;
      const job = await test.createJob(order);
      const { id, status } = await test.createDataExport();
      expect(status).toBe('pending');
      await stage.advance(1);
      const ready = await test.getDataExport(id);
      expect(ready).toMatchObject({ status: 'ready', download_url: expect.any(String) });
      const download = await stage.download(ready.download_url ?? '');
      const text = await download.text();
      expect(text.length).toBeGreaterThan(0);
      expect(text).toContain(job.id);
      expect(Buffer.byteLength(text)).toBe(ready.size_bytes);
    },
  },
  {
    name: 'an erased job loses its content, and its erasure says what stays and why',
    async play(stage) {
      const { test } = stage;
      const { id } = await test.createJob(order);
      await stage.advance(WORK_SECONDS);
      const [file] = (await test.getJobFiles(id)).data;
      const erasure = await test.createErasure({ target: 'job', job_id: id });
      await stage.advance(1);
      const done = await test.getErasure(erasure.id);
      expect(done).toMatchObject({ status: 'completed', target: { type: 'job', id } });
      expect(done.retained.every(({ reason }) => reason.length > 0)).toBe(true);
      expect((await stage.download(file?.download_url ?? '')).status).toBe(404);
      expect((await test.getJobFiles(id)).data).toEqual([]);
    },
  },
  {
    name: 'an organization is erased only when its id confirms it, and its keys die with it',
    async play(stage) {
      const { organization_id, api_key } = await stage
        .client(null)
        .signup({ name: 'Leaving', email: 'leaving@example.com' });
      const client = stage.client(api_key);
      const wrong = await refusal(
        client.createErasure({ target: 'organization', confirm_organization_id: 'org_other' }),
      );
      expect(wrong).toMatchObject({ status: 400, details: [{ field: 'confirm_organization_id' }] });
      await client.createErasure({
        target: 'organization',
        confirm_organization_id: organization_id,
      });
      await stage.advance(1);
      expect(await refusal(client.getSettings())).toMatchObject({ status: 401 });
    },
  },
];
