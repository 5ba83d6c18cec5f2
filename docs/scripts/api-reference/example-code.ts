import { json } from './markdown.ts';
import type { Example, RoutedOperation } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';

/** Returns the call with curl, with the first example of its body. */
export function curlExample(spec: Spec, operation: RoutedOperation): string {
  const { method } = operation;
  const [server] = spec.document.servers;
  const body = firstRequestExample(spec, operation);
  const isPublic = operation['x-scopes']?.length === 0;
  const lines = [
    `curl ${method === 'GET' || (method === 'POST' && body !== undefined) ? '' : `-X ${method} `}${server?.url}${examplePath(spec, operation)}`,
    !isPublic && `-H "Authorization: Bearer $FIRSTHAND_API_KEY"`,
    operation['x-idempotent'] === true && '-H "Idempotency-Key: $(uuidgen)"',
    body !== undefined && `-H 'Content-Type: application/json'`,
    body !== undefined && `-d '${json(body).replaceAll("'", "'\\''")}'`,
  ];
  return lines.filter(Boolean).join(' \\\n  ');
}

/** Returns a complete program that makes the call with the SDK. */
export function sdkExample(spec: Spec, operation: RoutedOperation): string {
  const isPublic = operation['x-scopes']?.length === 0;
  const client = isPublic
    ? 'const client = new FirstHandClient({ apiKey: null });'
    : 'const client = new FirstHandClient(); // reads FIRSTHAND_API_KEY';
  const imports = "import { FirstHandClient } from '@firsthandapi/sdk';";
  return `${imports}\n\n${client}\n\n${sdkCall(spec, operation)}`;
}

function sdkCall(spec: Spec, operation: RoutedOperation): string {
  const ids = parametersOf(spec, operation, 'path').map(({ example }) => literal(example));
  const body = firstRequestExample(spec, operation);
  const values = [...ids, ...(body === undefined ? [] : [literal(body)])];
  const call = `client.${operation.operationId}(${values.join(', ')})`;
  const result = resultSchema(operation);
  if (result === undefined) return `await ${call};`;
  if (result.endsWith('List')) {
    const item = variableName(result.slice(0, -'List'.length));
    return `for await (const ${item} of ${call}) {\n  console.log(${item});\n}`;
  }
  return `const ${variableName(result)} = await ${call};`;
}

/** Returns the name of the schema of a successful response, or undefined if it has no body. */
export function resultSchema(operation: RoutedOperation): string | undefined {
  const [, response] = Object.entries(operation.responses).find(([status]) => status < '300') ?? [];
  const schema = response?.content?.['application/json']?.schema;
  return schema?.$ref?.split('/').at(-1);
}

/** Returns the first example of the body, or undefined when the operation takes none. */
export function firstRequestExample(spec: Spec, operation: RoutedOperation): unknown {
  const examples = operation.requestBody?.content['application/json']?.examples ?? {};
  const [first] = Object.values(examples);
  return first === undefined ? undefined : spec.resolve<Example>(first).value;
}

function examplePath(spec: Spec, operation: RoutedOperation): string {
  return parametersOf(spec, operation, 'path').reduce(
    (path, { name, example }) => path.replace(`{${name}}`, String(example)),
    operation.path,
  );
}

function parametersOf(spec: Spec, operation: RoutedOperation, place: string) {
  return (operation.parameters ?? [])
    .map((parameter) => spec.resolve(parameter))
    .filter((parameter) => parameter.in === place);
}

function variableName(schemaName: string): string {
  const words = schemaName.replace(/With(Secret|Deliveries)$/, '').replace(/Result$/, '');
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Formats a JSON value as handwritten TypeScript: bare keys, single quotes. */
export function literal(value: unknown, indent = ''): string {
  const deeper = `${indent}  `;
  if (typeof value === 'string') {
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, deeper));
    const line = `[${items.join(', ')}]`;
    if (line.length + indent.length <= 80 && !line.includes('\n')) return line;
    return `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([key, field]) =>
        `${/^[A-Za-z_]\w*$/.test(key) ? key : literal(key)}: ${literal(field, deeper)}`,
    );
    if (fields.length === 0) return '{}';
    const line = `{ ${fields.join(', ')} }`;
    if (indent !== '' && line.length + indent.length <= 80 && !line.includes('\n')) return line;
    return `{\n${fields.map((field) => `${deeper}${field},\n`).join('')}${indent}}`;
  }
  return String(value);
}
