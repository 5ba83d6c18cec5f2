import { setImmediate } from 'node:timers/promises';
import { escapeHtml } from './escape-html.ts';
import { markdown } from './markdown.ts';
import { type Json, type Operation, operationsOf, schemasOf } from './openapi-parts.ts';
import { operationSection } from './operation-section.ts';
import { page } from './page.ts';
import { STYLE } from './reference-style.ts';
import { schemaTable } from './schema-table.ts';

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
