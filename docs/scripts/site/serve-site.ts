import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSiteFile } from './read-site-file.ts';

/** A built site that is served on this machine. */
export interface ServedSite {
  readonly origin: string;
  close(): void;
}

/** Serves a folder on a free port, with clean URLs. */
export async function serveSite(folder: string): Promise<ServedSite> {
  const server = createServer(async (request, response) => {
    const file = await readSiteFile(folder, request.url ?? '/');
    response.writeHead(file.status, { 'Content-Type': file.type }).end(file.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
