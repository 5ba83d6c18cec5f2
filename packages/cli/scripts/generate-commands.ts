// Writes src/generated/commands.ts: a command for every operation of the specification, with its flags and an example.
// `--check` fails when the committed file is out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { operations } from '@firsthandapi/spec';
import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };
import type { Flag, OperationCommand } from '../src/operations/operation-command.ts';
import { argumentsOf } from './example-arguments.ts';
import { flagOfParameter, flagsOfSchema } from './flags-of-schema.ts';
import { type Schema, schemaNamed } from './spec-schema.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly authenticated: boolean;
  readonly idempotent: boolean;
  readonly pathParameters: readonly string[];
  readonly queryParameters: readonly string[];
  readonly headerParameters: readonly string[];
  readonly body: string | null;
  readonly result: string | null;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Source {
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly examples: object } };
  };
}

const FILE = new URL('../src/generated/commands.ts', import.meta.url);
/** Ids in examples of operations whose parameter has none. */
const SOME_ULID = '01KM59A1BW2E5CYE53KSBGENQG';
const table: [string, Operation][] = Object.entries(operations);
const isCheck = process.argv.includes('--check');

function kebab(name: string): string {
  return name.replaceAll('_', '-');
}

function isList({ result, queryParameters }: Operation): boolean {
  return Boolean(result?.endsWith('List') && queryParameters.includes('cursor'));
}

/**
 * The words of a command are those of the path, then a verb: the last word of the path where the operation is named for
 * it (`cancelJob`: `jobs cancel`), else `list` or the first word of the operationId.
 */
function wordsOf(id: string, operation: Operation): string {
  const segments = operation.path
    .split('/')
    .slice(2)
    .filter((segment) => !segment.startsWith('{'))
    .map(kebab);
  const verb = id.replace(/[A-Z].*/, '');
  if (segments.at(-1)?.split('-')[0] === verb) return segments.join(' ');
  return [...segments, isList(operation) ? 'list' : verb].join(' ');
}

function sourceOf({ path, method }: Operation): Source {
  const paths = document.paths as unknown as Readonly<Record<string, Record<string, Source>>>;
  const source = paths[path]?.[method.toLowerCase()];
  if (source === undefined) throw new Error(`openapi.yaml has no ${method} ${path}`);
  return source;
}

function parametersOf(operation: Operation): Parameter[] {
  return (sourceOf(operation).parameters ?? []).map((parameter) => {
    if (!('$ref' in parameter)) return parameter;
    const name = parameter.$ref.slice(parameter.$ref.lastIndexOf('/') + 1);
    return (document.components.parameters as unknown as Record<string, Parameter>)[
      name
    ] as Parameter;
  });
}

function flagsOf(operation: Operation): Flag[] {
  if (operation.body !== null) return flagsOfSchema(schemaNamed(operation.body));
  return parametersOf(operation)
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, description = '' }) => flagOfParameter(name, schema, description));
}

/** The example of the specification that has the most fields; the first of several. */
function exampleBody(operation: Operation): object {
  const examples = sourceOf(operation).requestBody?.content['application/json'].examples ?? {};
  const bodies = Object.keys(examples).map((name) => {
    const shared = document.components.examples as Record<string, { value?: object }>;
    return shared[name]?.value ?? {};
  });
  return bodies[0] ?? {};
}

function exampleOf(id: string, operation: Operation, flags: readonly Flag[]): string[] {
  const ids = parametersOf(operation)
    .filter((parameter) => parameter.in === 'path')
    .map(({ example }) => String(example ?? `evt_${SOME_ULID}`));
  const values = operation.body === null ? [] : argumentsOf(exampleBody(operation), flags);
  return [...wordsOf(id, operation).split(' '), ...ids, ...values];
}

function commandOf([id, operation]: [string, Operation]): OperationCommand {
  const { summary, description } = sourceOf(operation);
  const flags = flagsOf(operation);
  return {
    operationId: id,
    summary,
    description: description.replaceAll('`', '').trim(),
    ids: operation.pathParameters,
    ...(operation.body !== null && { payload: 'body' }),
    ...(operation.queryParameters.length > 0 && { payload: 'query' }),
    ...(isList(operation) && { isList: true }),
    ...(operation.idempotent && { isIdempotent: true }),
    ...(operation.headerParameters.includes('Prefer') && { isLongPoll: true }),
    ...(!operation.authenticated && { isPublic: true }),
    flags,
    example: exampleOf(id, operation, flags),
  };
}

const rows = table.map(
  ([id, operation]) => [wordsOf(id, operation), commandOf([id, operation])] as const,
);
if (new Set(rows.map(([words]) => words)).size < rows.length) {
  throw new Error(`two operations have one name: ${rows.map(([words]) => words).join(', ')}`);
}

const text = `// Generated from spec/openapi.yaml by scripts/generate-commands.ts; do not edit.

import type { OperationCommand } from '../operations/operation-command.ts';

/** A command for every operation of the API, by the words that follow \`firsthand\`. */
export const operationCommands: Readonly<Record<string, OperationCommand>> = {
${rows.map(([words, command]) => `  '${words}': ${JSON.stringify(command)},`).join('\n')}
};
`;

mkdirSync(new URL('.', FILE), { recursive: true });
if (!isCheck) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('src/generated/commands.ts is out of date: run "pnpm generate".');
  process.exitCode = 1;
}
