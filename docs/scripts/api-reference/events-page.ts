import { fieldList, type LinkTo } from './field-list.ts';
import { cell, fence, json, paragraphs, prose, slugOf, table } from './markdown.ts';
import type { Example, Operation } from './openapi-document.ts';
import { type Page, page } from './page.ts';
import { fieldsOf } from './schema-fields.ts';
import type { Spec } from './spec-document.ts';

/** Returns the page of all event types. */
export function eventsPage(spec: Spec, linkTo: LinkTo): Page {
  const { webhooks, components } = spec.document;
  const headers = ['WebhookSignature', 'WebhookEventId'].flatMap((name) => {
    const parameter = components.parameters[name];
    return parameter === undefined
      ? []
      : [[`\`${parameter.name}\``, cell(parameter.description ?? '')]];
  });
  const sections = Object.entries(webhooks).map(([type, { post }]) =>
    eventSection(spec, type, post, linkTo),
  );
  return page('events', 'Event types', 'Every event that webhooks deliver, with its data.', [
    'The events that [webhooks](/guides/webhooks) deliver. Other types may be added: ignore those that you do not know.',
    table(['Header', 'Meaning'], headers),
    fieldList(fieldsOf(spec, components.schemas.Event ?? {}), linkTo, false),
    ...sections,
  ]);
}

function eventSection(spec: Spec, type: string, post: Operation, linkTo: LinkTo): string {
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
