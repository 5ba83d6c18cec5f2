import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestDatabase } from '../../src/testing/databases.ts';

/** Returns where any of the texts is stored, one line for each file or table and text. */
export async function findTraces(
  { location, execute }: TestDatabase,
  folders: readonly string[],
  texts: readonly string[],
): Promise<string[]> {
  const traces: string[] = [];
  const search = (place: string, content: Buffer) => {
    for (const text of texts) {
      if (content.includes(text)) traces.push(`${text} in ${place}`);
    }
  };
  const paths = location.kind === 'sqlite' ? [...folders, dirname(location.path)] : folders;
  for (const path of paths.flatMap(filesIn)) search(path, readFileSync(path));
  if (location.kind === 'sqlite') return traces;
  const tables = await execute(
    'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()',
  );
  for (const { table_name } of tables) {
    const rows = await execute(`SELECT * FROM "${table_name}"`);
    for (const row of rows) {
      for (const value of Object.values(row)) search(String(table_name), bytesOf(value));
    }
  }
  return traces;
}

function bytesOf(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
