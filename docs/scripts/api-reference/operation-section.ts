import { curlExample, sdkExample } from './example-code.ts';
import type { LinkTo } from './field-list.ts';
import { fence, paragraphs, prose } from './markdown.ts';
import type { RoutedOperation } from './openapi-document.ts';
import { parameters, requestBody } from './operation-request.ts';
import { errors, response } from './operation-response.ts';
import type { Spec } from './spec-document.ts';

const RATE_LIMITS: Readonly<Record<string, string>> = {
  create_jobs: '100 per minute for the organization, in addition to the key’s own limit',
  read_jobs: '300 per minute for the organization, in addition to the key’s own limit',
};

/** Returns the section about one operation, under a heading with its operationId as anchor. */
export function operationSection(spec: Spec, operation: RoutedOperation, linkTo: LinkTo): string {
  return paragraphs([
    `## ${operation.summary} {#${operation.operationId}}`,
    endpoint(operation.method, operation.path),
    prose(operation.description),
    facts(operation),
    callExamples(spec, operation),
    parameters(spec, operation, linkTo),
    requestBody(spec, operation, linkTo),
    response(spec, operation, linkTo),
    errors(spec, operation),
  ]);
}

function endpoint(method: string, path: string): string {
  return `<p class="endpoint"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>`;
}

function facts(operation: RoutedOperation): string {
  const scopes = operation['x-scopes'] ?? [];
  const limit = RATE_LIMITS[operation['x-rate-limit'] ?? ''];
  const lines = [
    `- SDK method: \`${operation.operationId}\``,
    scopes.length === 0
      ? '- API key: none needed'
      : scopes.length < 9
        ? `- Scope: ${scopes.map((scope) => `\`${scope}\``).join(' and ')}`
        : '- Scope: all nine',
    operation['x-idempotent'] === true &&
      '- [`Idempotency-Key`](/guides/idempotency): required (the SDK sends one)',
    limit !== undefined && `- [Rate limit](/guides/rate-limits): ${limit}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function callExamples(spec: Spec, operation: RoutedOperation): string {
  return [
    '::: code-group',
    '',
    fence('ts [TypeScript]', sdkExample(spec, operation)),
    '',
    fence('sh [curl]', curlExample(spec, operation)),
    '',
    ':::',
  ].join('\n');
}
