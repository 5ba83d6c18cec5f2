// Writes src/generated/: the signature and route of a method for every operation of the specification,
// and the names of all its types. `--check` fails when the committed files are out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { operations } from '@firsthandapi/spec';
import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };
import { documentationOf } from './operation-documentation.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly authenticated: boolean;
  readonly pathParameters: readonly string[];
  readonly queryParameters: readonly string[];
  readonly headerParameters: readonly string[];
  readonly body: string | null;
  readonly bodyRequired: boolean;
  readonly result: string | null;
  readonly deprecated: boolean;
}

const HEADER =
  '// Generated from spec/openapi.yaml by scripts/generate-operations.ts; do not edit.\n';
const FOLDER = new URL('../src/generated/', import.meta.url);
const TYPES = new URL(import.meta.resolve('@firsthandapi/spec').replace('index.ts', 'types.ts'));
/** The error envelope, which callers receive as `FirstHandApiError`. */
const WITHHELD = new Set(['Error']);
const table: [string, Operation][] = Object.entries(operations);

function itemType(list: string): string {
  const schemas: Record<string, unknown> = document.components.schemas;
  const schema = schemas[list] as { properties: { data: { items: { $ref: string } } } };
  return schema.properties.data.items.$ref.split('/').pop() as string;
}

function isList({ result, queryParameters }: Operation): boolean {
  return Boolean(result?.endsWith('List') && queryParameters.includes('cursor'));
}

/** The parameter for the body or the query, if any. */
function payloadParameter(id: string, operation: Operation): string[] {
  if (operation.body) return [`body${operation.bodyRequired ? '' : '?'}: ${operation.body}`];
  if (operation.queryParameters.length === 0) return [];
  return [`query?: ${id.charAt(0).toUpperCase()}${id.slice(1)}Query`];
}

function optionsType(id: string, { headerParameters }: Operation): string {
  if (id === 'rotateApiKey') return 'RotateApiKeyOptions';
  return headerParameters.includes('Prefer') ? 'LongPollOptions' : 'RequestOptions';
}

function writeMethod([id, operation]: [string, Operation]): string {
  const parameters = [
    ...operation.pathParameters.map((name) => `${name}: string`),
    ...payloadParameter(id, operation),
    `options?: ${optionsType(id, operation)}`,
  ];
  const result = isList(operation)
    ? `ListPromise<${itemType(operation.result as string)}>`
    : `ApiPromise<${operation.result ?? 'void'}>`;
  return `${documentationOf(document, id, operation)}\n  ${id}(${parameters.join(', ')}): ${result};`;
}

function payloadKind(operation: Operation): string {
  if (!operation.authenticated) return 'public';
  if (isList(operation)) return 'page';
  if (operation.body) return 'body';
  if (operation.queryParameters.length) return 'query';
  return operation.result ? '' : 'void';
}

/** `POST jobs body`: method, path below `/v1/`, and the kind of the argument after the ids. */
function writeRoute([id, operation]: [string, Operation]): string {
  const kind = payloadKind(operation);
  const path = operation.path.replace('/v1/', '').replaceAll(/\{\w+\}/g, '*');
  return `  ${id}: '${operation.method} ${path}${kind && ` ${kind}`}',`;
}

function writeOperations(): string {
  const methods = table.map(writeMethod);
  const signatures = methods.map((text) => text.replace(/\/\*\*.*?\*\//gs, '')).join('\n');
  const known = [
    ...Object.keys(document.components.schemas),
    ...table.map(([id]) => `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`),
  ];
  const used = known.filter((name) => new RegExp(`[<:] ?${name}\\b`).test(signatures)).sort();
  return `${HEADER}
import type {
${used.map((name) => `  ${name},`).join('\n')}
} from '@firsthandapi/spec';
import type { ApiPromise } from '../results/api-promise.ts';
import type { LongPollOptions, RequestOptions, RotateApiKeyOptions } from '../settings/client-options.ts';
import type { ListPromise } from '../results/list-promise.ts';

/** The methods of the client: one for every operation of the API, named by its operationId. */
export interface Operations {
${methods.join('\n\n')}
}

/**
 * The route of each operation: method, path below \`/v1/\` with \`*\` where ids go, and the kind of the argument after the ids, if any: the
 * \`body\`, the \`query\`, the query of a \`page\`, or the body of a \`public\` call, which takes no key. \`void\` is a
 * call without such an argument and without a result.
 */
export const operations = {
${table.map(writeRoute).join('\n')}
} as const satisfies { readonly [Id in keyof Operations]: string };
`;
}

/** Exports every request and response type, so that users can name them. */
function writeTypes(): string {
  const names = [
    ...readFileSync(TYPES, 'utf8').matchAll(/^export (?:interface|type|declare enum) (\w+)/gm),
  ]
    .map(([, name]) => name as string)
    .filter((name) => !WITHHELD.has(name))
    .concat('OperationId')
    .sort();
  return `${HEADER}\nexport type {\n${names.map((name) => `  ${name},`).join('\n')}\n} from '@firsthandapi/spec';\n`;
}

const isCheck = process.argv.includes('--check');
mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of [
  ['operations.ts', writeOperations()],
  ['types.ts', writeTypes()],
] as const) {
  const file = new URL(name, FOLDER);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`src/generated/${name} is out of date: run "pnpm generate".`);
    process.exitCode = 1;
  }
}
