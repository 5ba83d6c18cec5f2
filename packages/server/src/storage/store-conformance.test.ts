import { describePeople, describeStore } from '@firsthandapi/engine/testing';
import { afterAll } from 'vitest';
import { databaseKinds } from '../testing/databases.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { job, organization } from '../testing/records.ts';
import { openStore } from './open-store.ts';

/** The organizations that the suite's records belong to. The databases enforce the foreign keys. */
const PARENTS = ['org_1', 'org_2'].map((id) => organization({ id }));

for (const kind of await databaseKinds()) {
  const database = await kind.create();
  const store = await openStore(database.location);
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
  describeStore(`the SQL store on ${kind.name}`, async () => {
    await store.tidy();
    await emptyTables(database);
    await store.transact(async ({ organizations, jobs, workers }) => {
      for (const parent of PARENTS) await organizations.insert(parent);
      for (const id of ['job_1', 'job_2']) await jobs.insert(job('org_1', { id }));
      await workers.insert({
        id: 'wkr_1',
        organization_id: 'org_1',
        job_id: 'job_1',
        region: null,
        device_info: { device_model: 'x', device_os: 'x', app_version: '1' },
        strikes: 0,
        trust: {},
        simulated: true,
        suspension: null,
        lease_expiries: [],
        created_at: 0,
      });
    });
    return store;
  });
  describePeople(`people over the SQL store on ${kind.name}`, async () => {
    await store.tidy();
    await emptyTables(database);
    return store;
  });
}
