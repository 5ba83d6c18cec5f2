import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type SecureVersion } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpServer } from './http-server.ts';
import { sendJson } from './route-table.ts';

describe('a server with a certificate', () => {
  let folder: string;
  let server: HttpServer;
  let port: number;
  let tls: { readonly certificateFile: string; readonly keyFile: string };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    tls = { certificateFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
        ...[
          '-subj',
          '/CN=localhost',
          '-days',
          '1',
          '-keyout',
          tls.keyFile,
          '-out',
          tls.certificateFile,
        ],
      ],
      { stdio: 'ignore' },
    );
    server = new HttpServer({
      configuration: { host: '127.0.0.1', port: 0, tls, trustProxy: false },
      onError: () => {},
    });
    port = await server.listen();
  });
  afterAll(async () => {
    await server.close(5);
    rmSync(folder, { recursive: true, force: true });
  });

  function statusOf(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
        .on('error', reject)
        .end();
    });
  }

  function handshake(version: SecureVersion): Promise<string> {
    return new Promise((resolve) => {
      const options = { port, host: '127.0.0.1', rejectUnauthorized: false } as const;
      const socket = connect({ ...options, minVersion: version, maxVersion: version }, () => {
        resolve(socket.getProtocol() ?? '');
        socket.destroy();
      });
      socket.on('error', () => resolve('refused'));
    });
  }

  it('accepts TLS 1.3 and refuses older versions', async () => {
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
    expect(await handshake('TLSv1.2')).toBe('refused');
  });

  it('cuts off clients that send no handshake, or a byte of it now and then', async () => {
    const impatient = new HttpServer({
      configuration: { host: '127.0.0.1', port: 0, tls, trustProxy: false },
      onError: () => {},
      handshakeTimeoutMs: 100,
    });
    const impatientPort = await impatient.listen();
    const stall = (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        const socket = connectTcp(impatientPort, '127.0.0.1');
        let sent = 0;
        const timer = setInterval(() => {
          if (sent < bytes.length) socket.write(bytes.subarray(sent, sent + 1));
          sent += 1;
        }, 10);
        socket
          .on('error', () => {})
          .on('close', () => {
            clearInterval(timer);
            resolve();
          });
      });
    // The header of a record of 16 KB with a ClientHello, of which the rest never ends.
    const hello = Buffer.concat([
      Buffer.from('160301400001003ffc0303', 'hex'),
      Buffer.alloc(16_000),
    ]);
    await Promise.all([stall(Buffer.alloc(0)), stall(hello)]);
    await impatient.close(5);
  });

  it('names the setting of a certificate or key that cannot be used', async () => {
    const listen = (changed: Partial<typeof tls>) =>
      new HttpServer({
        configuration: {
          host: '127.0.0.1',
          port: 0,
          tls: { ...tls, ...changed },
          trustProxy: false,
        },
        onError: () => {},
      }).listen();
    const missing = join(folder, 'missing.pem');
    const other = join(folder, 'other.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(other, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const { certificateFile, keyFile } = tls;
    const problems: [Partial<typeof tls>, string][] = [
      [{ certificateFile: missing }, 'TLS_CERT_FILE cannot be read: ENOENT'],
      [{ keyFile: missing }, 'TLS_KEY_FILE cannot be read: ENOENT'],
      [
        { certificateFile: keyFile },
        `TLS_CERT_FILE ${keyFile} must begin with a certificate in PEM`,
      ],
      [
        { keyFile: certificateFile },
        `TLS_KEY_FILE ${certificateFile} must be a private key in PEM`,
      ],
      [{ keyFile: other }, `TLS_KEY_FILE ${other} is not the key of the first certificate`],
    ];
    for (const [changed, message] of problems) {
      await expect(async () => listen(changed)).rejects.toThrow(message);
    }
  });

  it('names the setting to change when the port is in use', async () => {
    const inUse = (settings: 'OPS_' | undefined) =>
      new HttpServer({
        configuration: { host: '127.0.0.1', port, tls: undefined, trustProxy: false },
        settings,
        onError: () => {},
      }).listen();
    const start = `Cannot listen on 127.0.0.1:${port}: the port is in use; set another`;
    await expect(inUse(undefined)).rejects.toThrow(`${start} PORT, or 0 for any free one`);
    await expect(inUse('OPS_')).rejects.toThrow(`${start} OPS_PORT, or 0`);
  });

  it('responds with 503 until it has a handler', async () => {
    expect(await statusOf('/v1/jobs')).toBe(503);
    server.handle(async (_request, response) => sendJson(response, 200, {}));
    expect(await statusOf('/v1/jobs')).toBe(200);
  });
});
