import { setImmediate } from 'node:timers/promises';
import { escapeHtml } from './escape-html.ts';
import { inlineMarkdown, markdown } from './markdown.ts';
import { type Json, type Operation, operationsOf, resolve, schemasOf } from './openapi-parts.ts';
import { page } from './page.ts';
import { schemaSummary, schemaTable } from './schema-table.ts';

const STYLE = `
.layout { max-width: 80rem; margin: 0 auto; padding: 0 1rem; display: grid; gap: 0 2.5rem }
nav ul { list-style: none; margin: 0; padding: 0 } nav li ul { padding-left: .75rem; border-left: 1px solid var(--line) }
nav a { display: block; padding: .15rem .25rem; text-decoration: none; color: var(--text); font-size: .9rem }
nav a:hover { color: var(--link); text-decoration: underline } nav summary { cursor: pointer; font-weight: 600; padding: .5rem 0 }
nav li > a { font-weight: 600 } nav li li > a { font-weight: 400; color: var(--soft) }
nav { max-height: 45vh; overflow-y: auto; border-bottom: 1px solid var(--line) } main { min-width: 0; padding-bottom: 4rem }
@media (min-width: 60rem) { .layout { grid-template-columns: 16rem minmax(0, 1fr) }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; border: 0; padding: 1.5rem .5rem 2rem 0 } }
h2 { margin: 3rem 0 .5rem; font-size: 1.6rem } section section { border-top: 1px solid var(--line); padding: .5rem 0 1rem }
h3 { font-size: 1.15rem; margin: 1rem 0 .25rem } .path { overflow-wrap: anywhere }
.method { font: 700 .8rem/1 ui-monospace, monospace; border: 1px solid; border-radius: 4px; padding: .2em .45em; margin-right: .4em }
.get { color: var(--good) } .post, .patch, .put { color: var(--change) } .delete { color: var(--bad) }
.meta { color: var(--soft); font-size: .9rem } details { margin: .4rem 0 } summary { cursor: pointer; padding: .25rem 0 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .925rem }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 600 } td p { margin: 0 0 .3rem } td:first-child, td:nth-child(2) { overflow-wrap: anywhere; min-width: 7rem }
`;

/** Lets the event loop go on with whatever else there is. */
export type Pause = () => Promise<unknown>;

/**
 * Returns the API reference as one page without scripts, generated from the OpenAPI document. Altogether that takes longer
 * than any request may wait, so it pauses after each operation and each object.
 */
export async function referencePage(
  document: Json,
  publicUrl: string,
  pause: Pause = setImmediate,
): Promise<string> {
  const { title, version, description } = document.info as Readonly<Record<string, string>>;
  const tags = (document.tags ?? []) as readonly Tag[];
  const operations = operationsOf(document);
  const groups = tags.map((tag) => ({
    tag,
    own: operations.filter(({ operation }) => (operation.tags as string[])?.includes(tag.name)),
  }));
  const sections = await inTurns(groups, pause, async ({ tag, own }) => {
    const parts = await inTurns(own, pause, (one) => operationSection(document, one));
    return groupSection(tag, parts);
  });
  const body = `<div class="layout">${navigation(groups)}<main id="main">
<h1>${escapeHtml(title ?? '')} <small class="meta">${escapeHtml(version ?? '')}</small></h1>
<p>This server: <code>${escapeHtml(publicUrl)}</code> · machine-readable: <a href="/openapi.json">openapi.json</a></p>
${markdown(description ?? '')}
${sections.join('\n')}
${await schemaSections(document, pause)}</main></div>`;
  return page({ title: title ?? '', body, style: STYLE });
}

/** Renders one item after the other, with a pause after each. */
async function inTurns<T>(
  items: readonly T[],
  pause: Pause,
  render: (item: T) => string | Promise<string>,
): Promise<string[]> {
  const rendered: string[] = [];
  for (const item of items) {
    rendered.push(await render(item));
    await pause();
  }
  return rendered;
}

function groupSection({ name, description }: Tag, parts: readonly string[]): string {
  return `<section aria-labelledby="${slug(name)}">
<h2 id="${slug(name)}">${escapeHtml(name)}</h2>${markdown(description)}
${parts.join('\n')}</section>`;
}

interface Tag {
  readonly name: string;
  readonly description: string;
}

interface Group {
  readonly tag: Tag;
  readonly own: readonly Operation[];
}

function navigation(groups: readonly Group[]): string {
  const items = groups.map(({ tag: { name }, own }) => {
    const links = own.map(({ operation }) => {
      const id = escapeHtml(String(operation.operationId));
      return `<li><a href="#${id}">${id}</a></li>`;
    });
    return `<li><a href="#${slug(name)}">${escapeHtml(name)}</a><ul>${links.join('')}</ul></li>`;
  });
  return `<nav aria-label="Reference"><details open><summary>Contents</summary>
<ul>${items.join('')}<li><a href="#objects">Objects</a></li></ul></details></nav>`;
}

function operationSection(document: Json, { method, path, operation }: Operation): string {
  const id = escapeHtml(String(operation.operationId));
  const scopes = (operation['x-scopes'] ?? []) as readonly string[];
  const needs = scopes.map((scope) => `<code>${escapeHtml(scope)}</code>`).join(' ');
  const meta = [
    scopes.length === 0 ? 'No key needed' : `Scopes: ${needs}`,
    ...(operation['x-idempotent'] ? ['needs an <code>Idempotency-Key</code>'] : []),
  ];
  return `<section aria-labelledby="${id}"><h3 id="${id}">${escapeHtml(String(operation.summary))}</h3>
<p class="path"><span class="method ${method}">${method.toUpperCase()}</span><code>${escapeHtml(path)}</code></p>
${markdown(String(operation.description ?? ''))}
<p class="meta">${meta.join(' · ')}</p>
${parameterTable(document, (operation.parameters ?? []) as readonly Json[])}
${requestBody(document, operation.requestBody as Json | undefined)}
${responses(document, operation.responses as Readonly<Record<string, Json>>)}</section>`;
}

function parameterTable(document: Json, parameters: readonly Json[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map((parameter) => {
    const { name, in: place, required, description } = resolve(document, parameter);
    const where = `${escapeHtml(String(place))}${required ? ', required' : ''}`;
    return `<tr><td><code>${escapeHtml(String(name))}</code></td><td>${where}</td><td>${inlineMarkdown(String(description ?? ''))}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="Parameters"><table>
<thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}

function requestBody(document: Json, body: Json | undefined): string {
  const schema = body && jsonSchemaOf(document, body);
  return schema === undefined ? '' : `<p>Request body: ${schemaSummary(schema)}</p>`;
}

function responses(document: Json, byStatus: Readonly<Record<string, Json>>): string {
  const rows = Object.entries(byStatus).map(([status, response]) => {
    const resolved = resolve(document, response);
    const schema = Number(status) < 300 ? jsonSchemaOf(document, resolved) : undefined;
    const content = schema === undefined ? '' : ` ${schemaSummary(schema)}`;
    const text = inlineMarkdown(String(resolved.description ?? ''));
    return `<tr><td><code>${escapeHtml(status)}</code></td><td>${text}${content}</td></tr>`;
  });
  return `<details><summary>Responses</summary><table>
<thead><tr><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

function jsonSchemaOf(document: Json, holder: Json): Json | undefined {
  const content = resolve(document, holder).content as Readonly<Record<string, Json>> | undefined;
  return content?.['application/json']?.schema as Json | undefined;
}

async function schemaSections(document: Json, pause: Pause): Promise<string> {
  const objects = await inTurns(schemasOf(document), pause, ([name, schema]) =>
    schemaSection(name, schema),
  );
  return `<section aria-labelledby="objects"><h2 id="objects">Objects</h2>${objects.join('\n')}</section>`;
}

function schemaSection(name: string, schema: Json): string {
  return `<section aria-labelledby="schema-${escapeHtml(name)}">
<h3 id="schema-${escapeHtml(name)}">${escapeHtml(name)}</h3>${markdown(String(schema.description ?? ''))}
${schemaTable(name, schema)}</section>`;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
