import { newOrganization } from '../organizations/new-organization.ts';
import { scheduleSweep } from '../retention/sweep.ts';
import type { WorkerAccountRecord, WorkerRecord } from '../store/records.ts';
import type { Work } from '../work/work.ts';

/** An address belongs to a worker and an organization alike: this tells the two apart. It is in no address of a buyer. */
const MARK = 'worker:';
/** What is before the address of a worker, or of one who leaves. */
const MARKED = /^(worker|leaving:[^:]*):/;

const NO_DEVICE = { device_model: '', device_os: '', app_version: '' };

/** Returns the worker with an address; undefined when there is none. */
export async function findWorker(
  { tables }: Pick<Work, 'tables'>,
  email: string,
): Promise<WorkerRecord | undefined> {
  const where = { email: storedAddress(email), erased_at: null };
  const [owner] = await tables.organizations.list({ where, limit: 1 });
  return owner && (await tables.workers.get(owner.id));
}

/**
 * Opens the account of a worker. It has a row among the organizations, by which the worker owns records: sessions, an audit
 * log, exports, and a data key that an erasure destroys (docs/decisions/0023).
 */
export async function openWorkerAccount(work: Work, email: string): Promise<WorkerRecord> {
  const { ports, tables, now } = work;
  const id = ports.ids.next('wkr', now);
  await tables.organizations.insert({ ...newOrganization(work, '', storedAddress(email)), id });
  const account: WorkerAccountRecord = {
    id,
    organization_id: id,
    language: null,
    region: null,
    device_info: NO_DEVICE,
    created_at: now,
  };
  await tables.worker_accounts.insert(account);
  const worker: WorkerRecord = {
    id,
    organization_id: id,
    job_id: null,
    region: null,
    device_info: NO_DEVICE,
    strikes: 0,
    trust: {},
    simulated: false,
    suspension: null,
    lease_expiries: [],
    created_at: now,
  };
  await tables.workers.insert(worker);
  await scheduleSweep(work, id);
  return worker;
}

/** Returns the address that a worker signs in with. Throws when the account does not exist. */
export async function addressOf({ tables }: Pick<Work, 'tables'>, id: string): Promise<string> {
  const owner = await tables.organizations.get(id);
  if (owner === undefined) throw new Error(`No account of worker '${id}'`);
  return owner.email.replace(MARKED, '');
}

/**
 * Frees the address of a worker who leaves: nobody can sign in to the account any more, and the same address gets a new
 * one. Kept beside the account until all that was earned is paid out.
 */
export async function freeAddress({ tables }: Pick<Work, 'tables'>, id: string): Promise<void> {
  const owner = await tables.organizations.get(id);
  if (owner === undefined || !owner.email.startsWith(MARK)) return;
  const email = `leaving:${id}:${owner.email.slice(MARK.length)}`;
  await tables.organizations.update({ ...owner, email });
}

function storedAddress(email: string): string {
  return MARK + email.toLowerCase();
}
