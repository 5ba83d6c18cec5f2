import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestDatabase } from '../../src/testing/databases.ts';

/** Returns where any of the texts is readable, one line for each file or table and text. */
export async function findTraces(
  { location, execute }: TestDatabase,
  folders: readonly string[],
  texts: readonly string[],
): Promise<string[]> {
  const traces: string[] = [];
  const search = (place: string, content: Buffer | string) => {
    for (const text of texts) if (content.includes(text)) traces.push(`${text} in ${place}`);
  };
  const paths = location.kind === 'sqlite' ? [...folders, dirname(location.path)] : folders;
  for (const path of paths.flatMap(filesIn)) search(path, readFileSync(path));
  if (location.kind === 'sqlite') return traces;
  const tables = await execute(
    'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()',
  );
  for (const { table_name } of tables) {
    const rows = await execute(`SELECT "${table_name}"::text AS row FROM "${table_name}"`);
    // Bytes are shown in hexadecimal.
    const bytes = rows.flatMap(({ row }) => String(row).match(/\\x[0-9a-f]+/g) ?? []);
    search(String(table_name), rows.map(({ row }) => String(row)).join('\n'));
    for (const hex of bytes) search(String(table_name), Buffer.from(hex.slice(2), 'hex'));
  }
  return traces;
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
