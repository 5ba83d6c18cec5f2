import type { DeviceInfo, JobRecord, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

const DEVICES: readonly DeviceInfo[] = [
  { device_model: 'iPhone 17', device_os: 'iOS 26.1', app_version: '4.2.0' },
  { device_model: 'Pixel 10', device_os: 'Android 16', app_version: '4.2.0' },
  { device_model: 'Galaxy S26', device_os: 'Android 16', app_version: '4.1.3' },
];
const REGIONS = ['US-CA', 'DE-BE', 'IN-KA', 'BR-SP', 'KE-30'] as const;

/**
 * Creates a simulated worker for one job. Device and region are determined by the worker's index within the job. Each
 * takes part once, as a real worker does, so a job has no more of them than turns: `stored_bytes` counts one per file.
 */
export async function createSimulatedWorker(
  work: Work,
  job: Pick<JobRecord, 'id' | 'organization_id'>,
  index: number,
): Promise<WorkerRecord> {
  const worker = newSimulatedWorker(work, job, index);
  await work.tables.workers.insert(worker);
  return worker;
}

function newSimulatedWorker(
  { ports, now }: Work,
  job: Pick<JobRecord, 'id' | 'organization_id'>,
  index: number,
): WorkerRecord {
  return {
    id: ports.ids.next('wkr', now),
    organization_id: job.organization_id,
    job_id: job.id,
    region: REGIONS[index % REGIONS.length] ?? null,
    device_info: DEVICES[index % DEVICES.length] as DeviceInfo,
    strikes: 0,
    trust: {},
    simulated: true,
    suspension: null,
    lease_expiries: [],
    created_at: now,
  };
}
