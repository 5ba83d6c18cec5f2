import type pg from 'pg';
import { EMPTY_POSTGRES } from './empty-postgres.ts';

/** Set by `schema-pool-setup.ts`: names the schemas of one test run, which it drops at the end. */
export const RUN_VARIABLE = 'FIRSTHANDAPI_TEST_RUN';

/** Migrated schemas without rows: emptying one takes milliseconds, and migrating one takes a thousand times as long. */
const free: string[] = [];
/** What a schema consists of right after its migration. */
let pristine: string | undefined;

/** Takes a schema that an earlier test of this process gave back. */
export function takeSchema(): string | undefined {
  return free.pop();
}

/** Returns a name that the end of the test run recognises, or any name outside of one. */
export function schemaName(random: string): string {
  return `test_${process.env[RUN_VARIABLE] ?? 'single'}_${random}`;
}

/** Notes what a schema consists of before any test uses it. */
export async function notePristine(client: pg.Client): Promise<void> {
  pristine ??= await structureOf(client);
}

/** Keeps a schema for the next test. Returns whether it did; a schema that a test has changed is not kept. */
export async function keepSchema(client: pg.Client, schema: string): Promise<boolean> {
  const isRun = process.env[RUN_VARIABLE] !== undefined;
  if (!isRun || pristine === undefined || (await structureOf(client)) !== pristine) return false;
  await client.query(EMPTY_POSTGRES);
  free.push(schema);
  return true;
}

/** The version, and the columns, indexes, constraints and triggers by number and position. */
async function structureOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    `WITH tables AS (SELECT oid, reltriggers FROM (
       SELECT c.oid, (SELECT count(*) FROM pg_trigger WHERE tgrelid = c.oid) AS reltriggers
       FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i')) AS all_of_them)
     SELECT concat_ws(' ',
       (SELECT max(version) FROM schema_version),
       (SELECT count(*) FROM tables),
       (SELECT sum(reltriggers) FROM tables),
       (SELECT concat_ws('/', count(*), sum(attnum)) FROM pg_attribute WHERE attrelid IN (SELECT oid FROM tables)),
       (SELECT count(*) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace)) AS structure`,
  );
  return rows[0].structure;
}
