import { escapeHtml } from './escape-html.ts';
import { inlineMarkdown } from './markdown.ts';
import { type Json, referenceName } from './openapi-parts.ts';

/** Returns a schema in a few words, with links to the schemas that it refers to. */
export function schemaSummary(schema: Json): string {
  const name = referenceName(schema);
  if (name !== undefined) {
    return `<a href="#schema-${escapeHtml(name)}"><code>${escapeHtml(name)}</code></a>`;
  }
  const choices = (schema.oneOf ?? schema.anyOf ?? schema.allOf) as readonly Json[] | undefined;
  if (choices !== undefined) return choices.map(schemaSummary).join(' or ');
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  const values = (schema.enum ?? schema['x-open-enum']) as readonly unknown[] | undefined;
  if (values !== undefined) {
    return values.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(', ');
  }
  if (schema.type === 'array') return `list of ${schemaSummary((schema.items ?? {}) as Json)}`;
  return escapeHtml([schema.type ?? 'any value'].flat().join(' or '));
}

/** Returns the fields of an object schema as a table, and anything else as a line. */
export function schemaTable(name: string, schema: Json): string {
  const fields = Object.entries((schema.properties ?? {}) as Readonly<Record<string, Json>>);
  if (fields.length === 0) return `<p>${schemaSummary(schema)}</p>`;
  const required = new Set((schema.required ?? []) as readonly string[]);
  const rows = fields.map(([field, value]) => {
    const type = `${schemaSummary(value)}${required.has(field) ? '' : ', optional'}`;
    const meaning = inlineMarkdown(String(value.description ?? ''));
    return `<tr><td><code>${escapeHtml(field)}</code></td><td>${type}</td><td>${meaning}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="Fields of ${escapeHtml(name)}"><table>
<thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
}
