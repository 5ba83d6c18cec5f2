import { fieldList, type LinkTo } from './field-list.ts';
import { cell, fence, json, paragraphs, prose, slugOf, table } from './markdown.ts';
import { addressOf, anchorOf, homesOfObjects, type ObjectHomes } from './object-home.ts';
import { operationSection } from './operation-section.ts';
import { fieldsOf } from './schema-fields.ts';
import type { Example, Spec } from './spec-document.ts';

/** A page of the reference. */
export interface Page {
  /** The name of its file, without extension. */
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

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

function page(name: string, title: string, description: string, parts: readonly string[]): Page {
  const head = `---\ntitle: ${title}\ndescription: ${JSON.stringify(description.replace(/\s+/g, ' '))}\neditLink: false\n---`;
  return { name, title, markdown: `${paragraphs([head, `# ${title}`, ...parts])}\n` };
}

function overviewPage(spec: Spec): Page {
  const { info, servers, tags, components } = spec.document;
  const lists = tags.flatMap(({ name: tag }) => [
    `### ${tag}`,
    spec
      .taggedWith(tag)
      .map(
        ({ summary, method, path, operationId }) =>
          `- [${summary}](/api/${slugOf(tag)}#${operationId}) \`${method}\u00a0${path}\``,
      )
      .join('\n'),
  ]);
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

function eventsPage(spec: Spec, linkTo: LinkTo): Page {
  const { webhooks, components } = spec.document;
  const headers = ['WebhookSignature', 'WebhookEventId'].flatMap((name) => {
    const parameter = components.parameters[name];
    return parameter === undefined
      ? []
      : [[`\`${parameter.name}\``, cell(parameter.description ?? '')]];
  });
  const sections = Object.entries(webhooks).map(([type, { post }]) => {
    const content = post.requestBody?.content['application/json'];
    const data = content && spec.flatten(content.schema).properties?.data;
    const name = data && spec.nameOf(data);
    const [example] = Object.values(content?.examples ?? {});
    return paragraphs([
      `## ${type} {#${slugOf(type)}}`,
      prose(post.description),
      name && dataOf(spec, name, linkTo),
      example &&
        `::: details Example\n\n${fence('json', json(spec.resolve<Example>(example).value))}\n\n:::`,
    ]);
  });
  return page('events', 'Event types', 'Every event that webhooks deliver, with its data.', [
    'The events that [webhooks](/guides/webhooks) deliver. Other types may be added: ignore those that you do not know.',
    table(['Header', 'Meaning'], headers),
    fieldList(fieldsOf(spec, components.schemas.Event ?? {}), linkTo, false),
    ...sections,
  ]);
}

/** Describes an event's data: a link to the object, and the fields that the event adds. */
function dataOf(spec: Spec, name: string, linkTo: LinkTo): string {
  const schema = spec.document.components.schemas[name] ?? {};
  const [base, ...additions] = schema.allOf ?? [];
  const baseName = (base && spec.nameOf(base)) ?? name;
  const target = linkTo(baseName);
  const added = target === undefined ? [schema] : additions;
  const fields = added.flatMap((part) => fieldsOf(spec, part));
  const what = target === undefined ? `\`${name}\`` : `[${baseName}](${target})`;
  return paragraphs([
    `\`data\`: ${what}${fields.length > 0 ? ', with:' : '.'}`,
    fields.length > 0 && fieldList(fields, linkTo, false),
  ]);
}

function errorsPage(spec: Spec): Page {
  const { schemas, examples } = spec.document.components;
  const envelope = spec.flatten(schemas.Error ?? {}).properties?.error ?? {};
  const statuses = spec.flatten(envelope).properties?.type?.['x-error-statuses'] ?? {};
  const known = Object.entries(examples).filter(([name]) => name.startsWith('error_'));
  const sections = Object.entries(statuses).map(([type, codes]) => {
    const shown = known
      .map(([, example]) => example)
      .filter(({ value }) => (value as { error: { type: string } }).error.type === type);
    return paragraphs([
      `## ${type} {#${type.replaceAll('_', '-')}}`,
      `Status ${codes.map((code) => `\`${code}\``).join(' or ')}.`,
      ...shown.map(
        ({ summary, value }) => `::: details ${summary}\n\n${fence('json', json(value))}\n\n:::`,
      ),
    ]);
  });
  return page('errors', 'Errors', 'Every error type, its status and an example.', [
    'Every error has the same envelope. Switch on `type`; `message` is for humans. The guide to [errors and retries](/guides/errors-and-retries) says what to do about each.',
    fieldList(fieldsOf(spec, envelope), () => undefined, false),
    ...sections,
  ]);
}
