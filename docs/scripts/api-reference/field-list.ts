import { prose } from './markdown.ts';
import type { Field } from './schema-fields.ts';

/** Returns the address of a schema's section, or undefined when it has none. */
export type LinkTo = (schemaName: string) => string | undefined;

/** Formats fields as a list, which unlike a table needs no horizontal scrolling on a phone. */
export function fieldList(fields: readonly Field[], linkTo: LinkTo, showRequired: boolean): string {
  const items = fields.map((field) => {
    const marks = [
      `<span class="type">${field.type}</span>`,
      showRequired && field.isRequired && '<span class="required">required</span>',
      field.constraints !== '' && `<span class="limits">${code(field.constraints)}</span>`,
    ];
    const links = field.links.map((name) => {
      const target = linkTo(name);
      return target === undefined ? name : `[${name}](${target})`;
    });
    const more = links.length > 0 ? ` See ${links.join(', ')}.` : '';
    const text = `${prose(field.description)}${more}`.replace(/\s+/g, ' ').trim();
    return `- \`${field.path}\` ${marks.filter(Boolean).join(' ')}\n\n  ${text}`;
  });
  return `<div class="fields">\n\n${items.join('\n\n')}\n\n</div>`;
}

/** Backticks inside an HTML tag are not Markdown. */
function code(text: string): string {
  return text.replace(/`([^`]*)`/g, '<code>$1</code>');
}
