import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a target was seen to do. */
export interface Hits {
  /** Statuses by operationId, ascending. */
  readonly statuses: Readonly<Record<string, readonly number[]>>;
  /** Event types that were delivered. */
  readonly events: readonly string[];
}

/** Test files run in workers of their own, so they leave what they saw in files for the tables at the end. */
const FOLDER = join(import.meta.dirname, '../../node_modules/.conformance');

export function forgetHits(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

export function keepHits(target: string, hits: Hits): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${target}.json`), JSON.stringify(hits));
}

/** What every target of this run was seen to do, by name. */
export function readHits(): ReadonlyMap<string, Hits> {
  const files = readdirSync(FOLDER).sort();
  return new Map(
    files.map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Hits,
    ]),
  );
}
