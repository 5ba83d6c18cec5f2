import type { Document } from '@firsthandapi/spec/worker';
import { timestamp } from '../time/timestamp.ts';
import type { EngineSettings, LegalDocument } from '../work/engine-settings.ts';
import { publicOrigin } from '../work/public-origin.ts';

const PUBLISHED_AT = Date.UTC(2026, 10, 1);

/** Returns the documents that a worker agrees to, in their current versions. */
export function currentDocuments(settings: EngineSettings): readonly LegalDocument[] {
  return (
    settings.documents ??
    (['terms', 'privacy'] as const).map((document) => ({
      document,
      version: '2026-11-01',
      url: `${publicOrigin(settings)}/worker/${document}`,
      published_at: PUBLISHED_AT,
    }))
  );
}

export function presentDocument(document: LegalDocument): Document {
  return { object: 'document', ...document, published_at: timestamp(document.published_at) };
}
