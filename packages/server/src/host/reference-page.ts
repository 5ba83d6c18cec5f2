import { escapeHtml } from './route-table.ts';

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;
const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c1e21 }
  code, pre { font: 13px/1.45 ui-monospace, monospace; background: #f4f5f7; border-radius: 4px }
  code { padding: 1px 4px } pre { padding: 12px; overflow-x: auto }
  section { border-top: 1px solid #dde; padding: 1rem 0 } h3 code { font-size: 15px }
  .method { color: #0a5 } nav a { display: inline-block; margin-right: 1rem }
  table { border-collapse: collapse } td { padding: 4px 12px 4px 0; vertical-align: top }
  @media (prefers-color-scheme: dark) { body { background: #15171a; color: #e4e6ea } code, pre { background: #22262b } a { color: #7ab8ff } section { border-color: #333 } }`;

/** Returns the API reference as one page without scripts, generated from the OpenAPI document. */
export function referencePage(document: Json, publicUrl: string): string {
  const info = document.info as Json;
  const tags = (document.tags ?? []) as readonly { name: string; description: string }[];
  const operations = operationsOf(document);
  const sections = tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => (operation.tags as string[])?.includes(name));
    return `<h2 id="${slug(name)}">${escapeHtml(name)}</h2><p>${escapeHtml(description)}</p>${own.map((one) => operationSection(document, one)).join('')}`;
  });
  const links = tags.map(({ name }) => `<a href="#${slug(name)}">${escapeHtml(name)}</a>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(String(info.title))}</title>
<style>${STYLE}</style></head><body>
<h1>${escapeHtml(String(info.title))} <small>${escapeHtml(String(info.version))}</small></h1>
${prose(String(info.description ?? ''))}
<p>This server: <code>${escapeHtml(publicUrl)}</code> · machine-readable: <a href="/openapi.json">openapi.json</a></p>
<nav>${links.join('')}</nav>${sections.join('')}</body></html>`;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
}

function operationsOf({ paths }: Json): readonly Operation[] {
  return Object.entries(paths as Readonly<Record<string, Json>>).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Json | undefined;
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );
}

function operationSection(document: Json, { method, path, operation }: Operation): string {
  const scopes = (operation['x-scopes'] ?? []) as readonly string[];
  const needs = scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(' ');
  const body = jsonSchemaOf(document, operation.requestBody);
  return `<section id="${escapeHtml(String(operation.operationId))}">
<h3><code><span class="method">${method.toUpperCase()}</span> ${escapeHtml(path)}</code> ${escapeHtml(String(operation.summary))}</h3>
${prose(String(operation.description ?? ''))}
<p>${scopes.length === 0 ? 'No key needed.' : `Scopes: ${needs}`}${operation['x-idempotent'] ? ' · needs <code>Idempotency-Key</code>' : ''}</p>
${parameterTable(document, (operation.parameters ?? []) as readonly Json[])}
${body === undefined ? '' : `<details><summary>Request body</summary>${body}</details>`}
${responses(document, operation.responses as Readonly<Record<string, Json>>)}</section>`;
}

function parameterTable(document: Json, parameters: readonly Json[]): string {
  const rows = parameters.map((parameter) => {
    const { name, in: place, required, description } = resolve(document, parameter);
    return `<tr><td><code>${escapeHtml(String(name))}</code></td><td>${escapeHtml(String(place))}${required ? ', required' : ''}</td><td>${escapeHtml(String(description ?? ''))}</td></tr>`;
  });
  return rows.length === 0 ? '' : `<table>${rows.join('')}</table>`;
}

function responses(document: Json, byStatus: Readonly<Record<string, Json>>): string {
  return Object.entries(byStatus)
    .map(([status, response]) => {
      const resolved = resolve(document, response);
      const title = `${status} ${escapeHtml(String(resolved.description ?? ''))}`;
      const body = Number(status) < 300 ? jsonSchemaOf(document, resolved) : undefined;
      return body === undefined
        ? `<div>${title}</div>`
        : `<details><summary>${title}</summary>${body}</details>`;
    })
    .join('');
}

function jsonSchemaOf(document: Json, holder: unknown): string | undefined {
  if (holder === undefined) return undefined;
  const content = resolve(document, holder as Json).content as
    | Readonly<Record<string, Json>>
    | undefined;
  const schema = content?.['application/json']?.schema as Json | undefined;
  if (schema === undefined) return undefined;
  return `<pre>${escapeHtml(JSON.stringify(resolve(document, schema), null, 2))}</pre>`;
}

/** Returns what a `$ref` points to. Nested references stay as they are, to keep the page readable. */
function resolve(document: Json, value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const steps = value.$ref.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((from, step) => (from as Json | undefined)?.[step], document);
  return (found ?? {}) as Json;
}

/** Returns the text as HTML paragraphs, with backticked parts as `<code>`. */
function prose(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('');
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
