import { codeList, openValuesOf } from './codes.ts';
import { listOperations } from './document.ts';
import type { Document } from './openapi-types.ts';

/** The closed lists of codes of the workers' document. */
export function generateWorkerCodes(document: Document): string {
  const values = (schema: string, ...path: string[]) => openValuesOf(document, schema, ...path);
  const scopes = new Set(
    listOperations(document).flatMap(({ operation }) => operation['x-scopes']),
  );
  return [
    codeList('WORKER_SCOPES', 'WorkerScope', 'Every scope that an operation of workers may need.', [
      ...scopes,
    ]),
    codeList(
      'INELIGIBILITY_REASONS',
      'IneligibilityReason',
      'Every reason why a worker cannot accept a job.',
      values('JobSummary', 'why_not'),
    ),
    codeList(
      'REJECTION_CODES',
      'RejectionCode',
      'Every reason why a file is rejected.',
      values('Submission', 'rejection_code'),
    ),
    codeList(
      'CONSENT_DOCUMENTS',
      'ConsentDocument',
      'Every document that a worker agrees to.',
      values('Document', 'document'),
    ),
  ].join('\n');
}
