import type { File } from '@firsthandapi/spec';
import type { FileRecord } from '../store/records.ts';
import { nullableTimestamp, timestamp } from '../time/timestamp.ts';
import type { Work } from '../work/work.ts';
import { isSimulated, presentKeyframes } from './keyframes.ts';
import { signedUrl } from './signed-url.ts';
import { syntheticAnnotations } from './synthetic-annotations.ts';

/**
 * Returns an approved file as clients see it. Retention deletes files as a whole, so a file that can be shown can be
 * downloaded (contract §8). The annotations of simulated files come from a synthetic model.
 */
export function presentFile(work: Work, file: FileRecord): File {
  return {
    object: 'file',
    id: file.id,
    job_id: file.job_id,
    submission_id: file.submission_id,
    content_type: file.content_type as File['content_type'],
    size_bytes: file.size_bytes,
    duration_seconds: file.duration_seconds,
    width: file.width,
    height: file.height,
    content_hash: file.content_hash,
    captured_at: nullableTimestamp(file.captured_at),
    ai_star_rating: file.ai_star_rating,
    device_info: file.device_info,
    worker_region: file.worker_region,
    download_url: signedUrl(work, file.id, file.url_expires_at),
    download_url_expires_at: timestamp(file.url_expires_at),
    annotations: isSimulated(file) ? syntheticAnnotations(file) : file.annotations,
    keyframes: presentKeyframes(work, file),
    created_at: timestamp(file.created_at),
  };
}
