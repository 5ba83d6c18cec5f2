import type { Document } from '@firsthandapi/spec/worker';
import { timestamp } from '../time/timestamp.ts';
import type { EngineSettings, LegalDocument } from '../work/engine-settings.ts';

const PUBLISHED_AT = Date.UTC(2026, 10, 1);
const DEFAULT_ORIGIN = 'https://api.firsthandapi.com';

/** Returns the documents that a worker agrees to, in their current versions. */
export function currentDocuments({
  documents,
  origin = DEFAULT_ORIGIN,
}: EngineSettings): readonly LegalDocument[] {
  return (
    documents ??
    (['terms', 'privacy'] as const).map((document) => ({
      document,
      version: '2026-11-01',
      url: `${origin}/worker/${document}`,
      published_at: PUBLISHED_AT,
    }))
  );
}

export function presentDocument(document: LegalDocument): Document {
  return { object: 'document', ...document, published_at: timestamp(document.published_at) };
}
