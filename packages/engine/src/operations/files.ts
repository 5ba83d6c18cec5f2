import type { GetJobFilesQuery } from '@firsthandapi/spec';
import { recordAudit } from '../audit/record-audit.ts';
import { notFound } from '../errors/api-error.ts';
import { presentFile } from '../files/present-file.ts';
import { URL_VALID_MS } from '../files/signed-url.ts';
import { listPage } from '../lists/pagination.ts';
import { isVisible } from '../store/scope.ts';
import { findJob } from './jobs.ts';
import type { Operation } from './operation.ts';

const DEFAULT_MIN_SCORE = 3;

export const getJobFiles: Operation<unknown, GetJobFilesQuery> = async (call) => {
  const job = await findJob(call);
  const atLeast = { ai_star_rating: call.query.min_score ?? DEFAULT_MIN_SCORE };
  return listPage(call, call.tables.files, { where: { job_id: job.id }, atLeast }, (file) =>
    presentFile(call, file),
  );
};

/** Returns a new link, valid for another 7 days; earlier links keep working until they expire. */
export const refreshFileUrl: Operation = async (call) => {
  const id = call.parameters.id ?? '';
  const file = await call.tables.files.get(id);
  if (!isVisible(call, file) || file.content_key === null) throw notFound('file', id);
  const refreshed = { ...file, url_expires_at: call.now + URL_VALID_MS };
  await call.tables.files.update(refreshed);
  await recordAudit(call, 'file.url_refreshed', { type: 'file', id });
  return { status: 200, body: presentFile(call, refreshed) };
};
