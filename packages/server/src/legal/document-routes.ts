import { PAGE_HEADERS, type Routes } from '../host/route-table.ts';
import { CachedDocument } from '../pages/cached-document.ts';
import { documentPage } from './document-page.ts';
import { pathOf, WORKER_DOCUMENTS } from './worker-documents.ts';

/** The style sheet is a file of this server; nothing else is loaded. */
const HEADERS = {
  ...PAGE_HEADERS,
  'Content-Security-Policy': PAGE_HEADERS['Content-Security-Policy'].replace(
    'style-src',
    "style-src 'self'",
  ),
  'Content-Type': 'text/html; charset=utf-8',
};

/** Routes of the documents that workers agree to, for everyone to read. */
export function documentRoutes(stylesheet: string | undefined): Routes {
  return Object.fromEntries(
    WORKER_DOCUMENTS.map((document) => {
      const cached = new CachedDocument(async () => documentPage(document, stylesheet), HEADERS);
      const route: Routes[string] = { GET: (request, response) => cached.send(request, response) };
      return [pathOf(document.document), route];
    }),
  );
}
