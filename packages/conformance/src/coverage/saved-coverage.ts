import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Coverage } from './coverage.ts';

/** Test files run in separate workers, so each saves its coverage in a file for the tables at the end. */
const FOLDER = join(import.meta.dirname, '../../node_modules/.conformance');

export function clearCoverage(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

export function saveCoverage(target: string, coverage: Coverage): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${target}.json`), JSON.stringify(coverage));
}

/** Returns the coverage of every target of this run, by name. */
export function loadCoverage(): ReadonlyMap<string, Coverage> {
  const files = readdirSync(FOLDER).sort();
  return new Map(
    files.map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Coverage,
    ]),
  );
}
