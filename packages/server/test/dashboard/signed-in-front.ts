import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { appRoutes, readApps } from '../../src/apps/app-routes.ts';
import { createHandler } from '../../src/host/http-server.ts';
import { sendJson } from '../../src/host/route-table.ts';

const APP = fileURLToPath(
  new URL('./dist/', import.meta.resolve('@firsthandapi/dashboard/package.json')),
);

/** A server with the keys of somebody who is signed in. */
export interface SignedIn {
  readonly url: string;
  readonly live: string;
  readonly test: string;
}

/**
 * Serves the dashboard to a member who is signed in: it passes requests on to a server with the key of the environment that
 * they are about.
 */
export async function startFront(server: SignedIn) {
  const handle = createHandler(
    appRoutes(await readApps({ dashboard: APP })),
    async (request, response) => {
      if (request.url?.startsWith('/account/v1/')) sendJson(response, 200, MEMBER);
      else passOn(server, request, response);
    },
  );
  const front = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    stop: () => {
      front.closeAllConnections();
      front.close();
    },
  };
}

const MEMBER = {
  email: 'ines@example.org',
  role: 'owner',
  organization: { id: 'org_1', name: 'Tabletop Research' },
};

function passOn(server: SignedIn, request: IncomingMessage, response: ServerResponse): void {
  const isLive = request.headers['firsthand-environment'] === 'live';
  const { host: _, ...headers } = request.headers;
  const options = {
    method: request.method,
    headers: { ...headers, authorization: `Bearer ${isLive ? server.live : server.test}` },
  };
  const passed = send(server.url + request.url, options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
}
