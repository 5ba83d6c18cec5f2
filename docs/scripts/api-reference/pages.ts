import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { fieldList, type LinkTo } from './field-list.ts';
import { paragraphs, prose, slugOf } from './markdown.ts';
import { addressOf, anchorOf, homesOfObjects, type ObjectHomes } from './object-home.ts';
import { operationSection } from './operation-section.ts';
import { type Page, page } from './page.ts';
import { fieldsOf } from './schema-fields.ts';
import type { Spec } from './spec-document.ts';

/** Returns all pages of the API reference, in reading order. */
export function apiReferencePages(spec: Spec): Page[] {
  const homes = homesOfObjects(spec);
  const linkTo: LinkTo = (name) => addressOf(homes, name);
  return [
    overviewPage(spec),
    ...spec.document.tags.map(({ name }) => tagPage(spec, name, homes, linkTo)),
    eventsPage(spec, linkTo),
    errorsPage(spec),
  ];
}

function overviewPage(spec: Spec): Page {
  const { info, servers, tags, components } = spec.document;
  const lists = tags.flatMap(({ name: tag }) => [`### ${tag}`, listOf(spec, tag)]);
  return page('index', 'API reference', info.summary, [
    `Base URL \`${servers[0]?.url}\`, version \`${info.version}\`. Machine-readable: [openapi.yaml](/openapi.yaml) and [openapi.json](/openapi.json).`,
    '## Operations',
    ...lists,
    '## Conventions',
    prose(info.description),
    '## Authentication {#how-to-authenticate}',
    prose(components.securitySchemes.bearerKey?.description ?? ''),
  ]);
}

function listOf(spec: Spec, tag: string): string {
  const lines = spec
    .taggedWith(tag)
    .map(
      ({ summary, method, path, operationId }) =>
        `- [${summary}](/api/${slugOf(tag)}#${operationId}) \`${method}\u00a0${path}\``,
    );
  return lines.join('\n');
}

function tagPage(spec: Spec, tag: string, homes: ObjectHomes, linkTo: LinkTo): Page {
  const description = spec.document.tags.find(({ name }) => name === tag)?.description ?? '';
  const objects = [...homes].filter(([, home]) => home === tag).map(([name]) => name);
  return page(slugOf(tag), tag, description, [
    prose(description),
    ...spec.taggedWith(tag).map((operation) => operationSection(spec, operation, linkTo)),
    ...objects.map((name) => objectSection(spec, name, linkTo)),
  ]);
}

function objectSection(spec: Spec, name: string, linkTo: LinkTo): string {
  const schema = spec.document.components.schemas[name];
  if (schema === undefined) throw new Error(`openapi.json: schema ${name} does not exist`);
  return paragraphs([
    `## The ${name} object {#${anchorOf(name)}}`,
    prose(schema.description ?? ''),
    fieldList(fieldsOf(spec, schema), linkTo, false),
  ]);
}
