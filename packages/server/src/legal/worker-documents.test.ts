import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../test/support/test-server.ts';
import { databaseKinds } from '../testing/databases.ts';
import { documentPage } from './document-page.ts';
import { WORKER_DOCUMENTS } from './worker-documents.ts';

/** What was agreed to under a version must never change: a new text needs a new version, and a new line here. */
const PUBLISHED = {
  'terms 2026-11-01': 'f3362a38c33cc023',
  'privacy 2026-11-01': '0b76538f875c8459',
};

describe('the documents of workers', () => {
  let server: TestServer;
  beforeAll(async () => {
    const [sqlite] = await databaseKinds();
    if (sqlite === undefined) throw new Error('SQLite comes with Node');
    server = await startTestServer(sqlite);
  });
  afterAll(() => server.close());

  it('have the text that was published under their version', () => {
    const texts = WORKER_DOCUMENTS.map(({ document, version, text }) => [
      `${document} ${version}`,
      createHash('sha256').update(text).digest('hex').slice(0, 16),
    ]);
    expect(Object.fromEntries(texts)).toEqual(PUBLISHED);
  });

  it('can be read by everyone at the addresses that consents point to, in the version that is agreed to', async () => {
    const { body } = await server.call('GET', '/worker/v1/documents');
    expect(body.data).toHaveLength(2);
    for (const { url, version } of body.data) {
      const response = await fetch(url);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).toContain(`Version ${version}`);
      expect(html).not.toMatch(/<script|\*\*|undefined/);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('look like the worker app where the server serves it', () => {
    const [terms] = WORKER_DOCUMENTS;
    if (terms === undefined) throw new Error('There are terms');
    const html = documentPage(terms, '/worker/assets/index-abc.css');
    expect(html).toContain('<link rel="stylesheet" href="/worker/assets/index-abc.css">');
    expect(html).not.toContain('<style>');
  });
});
