import type { ReferenceServer } from './reference-server.ts';

const BATCH = 50_000;

/** Copies the newest job until the store holds `count` more, older than any that a server makes. */
export async function fillStore({ name, database }: ReferenceServer, count: number): Promise<void> {
  const [{ id: template } = {}] = await database.execute('SELECT max(id) AS id FROM jobs');
  const columns =
    name === 'SQLite'
      ? await database.execute("SELECT name FROM pragma_table_info('jobs')")
      : await database.execute(
          "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'jobs' AND table_schema = current_schema()",
        );
  const names = columns.map((column) => `"${column.name}"`).filter((column) => column !== '"id"');
  for (let start = 0; start < count; start += BATCH) {
    const end = Math.min(count, start + BATCH);
    const series =
      name === 'SQLite'
        ? `(WITH RECURSIVE s (n) AS (SELECT ${start} UNION ALL SELECT n + 1 FROM s WHERE n < ${end - 1}) SELECT n FROM s)`
        : `generate_series(${start}, ${end - 1}) AS s (n)`;
    const id = name === 'SQLite' ? "printf('%026d', n)" : "lpad(n::text, 26, '0')";
    await database.script([
      `INSERT INTO jobs (id, ${names.join(', ')}) SELECT 'job_' || ${id}, ${names.join(', ')} FROM jobs, ${series} WHERE id = '${template}'`,
    ]);
  }
  await database.script(['ANALYZE jobs']);
}
