/**
 * Writes everything in `generated/` from `openapi.yaml`.
 *
 * `node generate.ts` writes; `node generate.ts --check` writes nothing and fails when a file on disk
 * differs from what would be written.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generateCodes } from './generate/codes.ts';
import { readDocument } from './generate/document.ts';
import { generateOperations } from './generate/operations.ts';
import { generateSchemas } from './generate/schemas.ts';
import { generateTypes } from './generate/types.ts';

const HEADER = '// Generated from openapi.yaml by generate.ts; do not edit.\n\n';

const INDEX = `export * from './codes.ts';
export * from './operations.ts';
export type { paths } from './paths.ts';
export type * from './types.ts';
`;

const directory = new URL('./generated/', import.meta.url);

function readIfPresent(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, directory), 'utf8');
  } catch {
    return undefined;
  }
}

const document = readDocument(new URL('./openapi.yaml', import.meta.url));

const { types, paths } = await generateTypes(document);

const files: Record<string, string> = {
  'codes.ts': HEADER + generateCodes(document),
  'index.ts': HEADER + INDEX,
  'openapi.json': `${JSON.stringify(document, null, 1)}\n`,
  'operations.ts': HEADER + generateOperations(document),
  'paths.ts': HEADER + paths,
  'schemas.ts': HEADER + generateSchemas(document),
  'types.ts': HEADER + types,
};

mkdirSync(directory, { recursive: true });
const stale = Object.keys(files).filter((name) => readIfPresent(name) !== files[name]);
const unknown = readdirSync(directory).filter((name) => !(name in files));

if (!process.argv.includes('--check')) {
  for (const name of stale) writeFileSync(new URL(name, directory), files[name] ?? '');
  console.log(stale.length === 0 ? 'spec/generated is up to date.' : `Wrote ${stale.join(', ')}.`);
} else if (stale.length > 0) {
  console.error(
    `spec/generated is stale: ${stale.join(', ')}. Run \`pnpm generate\` and commit the result.`,
  );
  process.exitCode = 1;
}

if (unknown.length > 0) {
  console.error(
    `spec/generated contains files that are not generated: ${unknown.join(', ')}. Delete them.`,
  );
  process.exitCode = 1;
}
