import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireReady } from '../src/cli/health.ts';
import { databaseKinds } from '../src/testing/databases.ts';
import { CERTIFICATE, writeCertificate } from './support/test-certificate.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

const [sqlite] = await databaseKinds();

describe('a server with a certificate', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    if (sqlite === undefined) throw new Error('SQLite is part of Node');
    server = await startTestServer(sqlite, { tls: writeCertificate(folder) });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function protocolOf(options: { maxVersion?: 'TLSv1.2' } = {}): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const url = `${server.url}/healthz`;
      get(url, { ca: CERTIFICATE, agent: false, ...options }, (response) => {
        resolve((response.socket as TLSSocket).getProtocol());
        response.resume();
      }).on('error', reject);
    });
  }

  it('accepts TLS 1.3', async () => {
    expect(server.url).toMatch(/^https:/);
    expect(await protocolOf()).toBe('TLSv1.3');
  });

  it('refuses older versions', async () => {
    await expect(protocolOf({ maxVersion: 'TLSv1.2' })).rejects.toThrow(/protocol version/);
  });

  it('passes the readiness check, whatever host the certificate names', async () => {
    const port = Number(new URL(server.url).port);
    await requireReady({ ...server.configuration, port });
    await expect(requireReady({ ...server.configuration, tls: undefined, port })).rejects.toThrow(
      `The server at 127.0.0.1:${port} is not ready`,
    );
  });
});
