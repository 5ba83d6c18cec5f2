import { t } from '../text/texts.ts';

/** Links to the documents that a worker agrees to. Each opens beside the app, which may be in the middle of something. */
export function LegalLinks() {
  return (
    <p class="meta row">
      <a href="/worker/terms" target="_blank" rel="noopener">
        {t.consents.terms}
      </a>
      <a href="/worker/privacy" target="_blank" rel="noopener">
        {t.consents.privacy}
      </a>
    </p>
  );
}
