/**
 * Writes everything in `generated/`, and the generated part of the Python package, from `openapi.yaml`, `worker.yaml`
 * and `account.yaml`.
 *
 * `node generate.ts` writes; `node generate.ts --check` writes nothing and fails when a file on disk
 * differs from what would be written.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generateAccountCodes } from './generate/account-codes.ts';
import { generateCodes } from './generate/codes.ts';
import { readDocument } from './generate/document.ts';
import type { Document } from './generate/openapi-types.ts';
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

const document = readDocument(new URL('./openapi.yaml', import.meta.url));

const { types, paths } = await generateTypes(document);

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
  'spec/generated/account': await filesBeside('account', generateAccountCodes),
  'spec/generated/worker': await filesBeside('worker', generateWorkerCodes),
  'python/src/firsthandapi/_generated': generatePythonPackage(document),
};

/** The files of a document that stands beside the public one. */
async function filesBeside(
  name: string,
  generateOwnCodes: (document: Document) => string,
): Promise<Record<string, string>> {
  const own = readDocument(new URL(`./${name}.yaml`, import.meta.url));
  const header = HEADER.replace('openapi.yaml', `${name}.yaml`);
  const unknownValue = "import type { UnknownValue } from '../types.ts';\n";
  const generated = await generateTypes(own, unknownValue);
  return {
    'codes.ts': header + generateOwnCodes(own),
    'index.ts': header + INDEX,
    'operations.ts': header + generateRoutes(own),
    'paths.ts': header + generated.paths,
    'schemas.ts': header + generateSchemas(own, '../../src'),
    'types.ts': header + generated.types,
    [`${name}.json`]: `${JSON.stringify(own, null, 1)}\n`,
  };
}

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
