import type { LegalDocument } from '@firsthandapi/engine';
import { PRIVACY } from './privacy.ts';
import { TERMS } from './terms.ts';

/** A document that workers agree to, with its text in Markdown. */
export interface WorkerDocument extends Omit<LegalDocument, 'url'> {
  readonly title: string;
  readonly text: string;
}

const PUBLISHED_AT = Date.UTC(2026, 10, 1);

/** The documents in their current versions. The API names the same ones, so that what is agreed to is what is shown. */
export const WORKER_DOCUMENTS: readonly WorkerDocument[] = [
  {
    document: 'terms',
    version: '2026-11-01',
    published_at: PUBLISHED_AT,
    title: 'Terms for workers',
    text: TERMS,
  },
  {
    document: 'privacy',
    version: '2026-11-01',
    published_at: PUBLISHED_AT,
    title: 'Privacy of workers',
    text: PRIVACY,
  },
];

/** Returns where a document is served. */
export function pathOf(document: LegalDocument['document']): string {
  return `/worker/${document}`;
}

/** Returns the documents as the engine asks for consent to them. */
export function legalDocuments(publicUrl: string): readonly LegalDocument[] {
  return WORKER_DOCUMENTS.map(({ document, version, published_at }) => ({
    document,
    version,
    published_at,
    url: publicUrl + pathOf(document),
  }));
}
