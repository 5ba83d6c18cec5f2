/**
 * Writes everything in `generated/`, and the generated part of the Python package, from `openapi.yaml` and `worker.yaml`.
 *
 * `node generate.ts` writes; `node generate.ts --check` writes nothing and fails when a file on disk
 * differs from what would be written.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generateCodes } from './generate/codes.ts';
import { readDocument } from './generate/document.ts';
import { generateOperations, generateRoutes } from './generate/operations.ts';
import { generatePythonPackage } from './generate/python/python-package.ts';
import { generateSchemas } from './generate/schemas.ts';
import { generateTypes } from './generate/types.ts';
import { generateWorkerCodes } from './generate/worker-codes.ts';

const HEADER = '// Generated from openapi.yaml by generate.ts; do not edit.\n\n';

const INDEX = `export * from './codes.ts';
export * from './operations.ts';
export type { paths } from './paths.ts';
export type * from './types.ts';
`;

const WORKER_HEADER = HEADER.replace('openapi.yaml', 'worker.yaml');

const document = readDocument(new URL('./openapi.yaml', import.meta.url));
const workers = readDocument(new URL('./worker.yaml', import.meta.url));

const { types, paths } = await generateTypes(document);
const worker = await generateTypes(workers, "import type { UnknownValue } from '../types.ts';\n");

/** Files by name, for each folder that holds generated files alone. */
const folders: Record<string, Record<string, string>> = {
  'spec/generated': {
    'codes.ts': HEADER + generateCodes(document),
    'index.ts': HEADER + INDEX,
    'openapi.json': `${JSON.stringify(document, null, 1)}\n`,
    'operations.ts': HEADER + generateOperations(document),
    'paths.ts': HEADER + paths,
    'schemas.ts': HEADER + generateSchemas(document, '../src'),
    'types.ts': HEADER + types,
  },
  'spec/generated/worker': {
    'codes.ts': WORKER_HEADER + generateWorkerCodes(workers),
    'index.ts': WORKER_HEADER + INDEX,
    'operations.ts': WORKER_HEADER + generateRoutes(workers),
    'paths.ts': WORKER_HEADER + worker.paths,
    'schemas.ts': WORKER_HEADER + generateSchemas(workers, '../../src'),
    'types.ts': WORKER_HEADER + worker.types,
    'worker.json': `${JSON.stringify(workers, null, 1)}\n`,
  },
  'python/src/firsthandapi/_generated': generatePythonPackage(document),
};

function readIfPresent(location: URL): string | undefined {
  try {
    return readFileSync(location, 'utf8');
  } catch {
    return undefined;
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

for (const [folder, files] of Object.entries(folders)) {
  const directory = new URL(`../${folder}/`, import.meta.url);
  mkdirSync(directory, { recursive: true });
  const stale = Object.keys(files).filter(
    (name) => readIfPresent(new URL(name, directory)) !== files[name],
  );
  const unknown = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !(entry.name in files))
    .map(({ name }) => name);

  if (!process.argv.includes('--check')) {
    for (const name of stale) writeFileSync(new URL(name, directory), files[name] ?? '');
    console.log(stale.length === 0 ? `${folder} is up to date.` : `Wrote ${stale.join(', ')}.`);
  } else if (stale.length > 0) {
    fail(`${folder} is stale: ${stale.join(', ')}. Run \`pnpm generate\` and commit the result.`);
  }
  if (unknown.length > 0) {
    fail(`${folder} contains files that are not generated: ${unknown.join(', ')}. Delete them.`);
  }
}
