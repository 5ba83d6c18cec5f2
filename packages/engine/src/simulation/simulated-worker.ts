import type { DeviceInfo, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

const DEVICES: readonly DeviceInfo[] = [
  { device_model: 'iPhone 17', device_os: 'iOS 26.1', app_version: '4.2.0' },
  { device_model: 'Pixel 10', device_os: 'Android 16', app_version: '4.2.0' },
  { device_model: 'Galaxy S26', device_os: 'Android 16', app_version: '4.1.3' },
];
const REGIONS = ['US-CA', 'DE-BE', 'IN-KA', 'BR-SP', 'KE-30'] as const;

/** Creates a simulated worker. Device and region are determined by the worker's index within the job. */
export async function createSimulatedWorker(work: Work, index: number): Promise<WorkerRecord> {
  const worker: WorkerRecord = {
    id: work.ports.ids.next('wkr', work.now),
    region: REGIONS[index % REGIONS.length] ?? null,
    device_info: DEVICES[index % DEVICES.length] as DeviceInfo,
    strikes: 0,
    trust: {},
    simulated: true,
    created_at: work.now,
  };
  await work.tables.workers.insert(worker);
  return worker;
}
