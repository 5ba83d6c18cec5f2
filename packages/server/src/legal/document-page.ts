import { markdown } from '../pages/markdown.ts';
import { page } from '../pages/page.ts';
import { pathOf, WORKER_DOCUMENTS, type WorkerDocument } from './worker-documents.ts';

/** The layout of the worker app's style sheet, for servers that do not serve the app. */
const STYLE =
  'main { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem } .meta { color: var(--soft) }';

/**
 * Returns the page of a document.
 *
 * @param stylesheet The address of the worker app's style sheet, so that both look alike. Default: the server's own style.
 */
export function documentPage(document: WorkerDocument, stylesheet: string | undefined): string {
  const { title, version, text } = document;
  const body = `<div class="w"><main class="w-main document" id="main">
<h1>${title}</h1>
<p class="meta">Version ${version} · ${othersOf(document)}</p>
${markdown(text)}</main></div>`;
  return page({ title: `${title} · FirstHandAPI`, body, style: STYLE, stylesheet });
}

function othersOf({ document }: WorkerDocument): string {
  return WORKER_DOCUMENTS.filter((other) => other.document !== document)
    .map((other) => `<a href="${pathOf(other.document)}">${other.title}</a>`)
    .join(' · ');
}
