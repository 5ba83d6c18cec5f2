import { escapeHtml } from './escape-html.ts';
import { inlineMarkdown, markdown } from './markdown.ts';
import { type Json, type Operation, resolve } from './openapi-parts.ts';
import { schemaSummary } from './schema-table.ts';

/** Returns the section of one operation: what it needs, takes and responds. */
export function operationSection(document: Json, { method, path, operation }: Operation): string {
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
