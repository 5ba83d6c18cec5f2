import { serveSandbox } from '@firsthandapi/sandbox/serve';
import { readConfiguration, silentLog, startServer } from '@firsthandapi/server';

/** A server that a page tells its reader to start. */
export interface SnippetServer {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Where the guides serve a sandbox, and where they start the server. */
const SANDBOX_AT = 'http://127.0.0.1:4010';
const SERVER_AT = 'http://127.0.0.1:8080';

/**
 * Starts what a snippet expects at one of these addresses, on a free port.
 *
 * @param folder where a server keeps its data
 */
export async function serverForSnippet(
  source: string,
  folder: string,
): Promise<SnippetServer | undefined> {
  if (source.includes(SANDBOX_AT)) {
    const server = await serveSandbox({ controlToken: 'letmein', clock: 'manual' });
    const environment = { SNIPPET_SERVER: server.url, SANDBOX_TOKEN: server.controlToken };
    return { environment, close: () => server.close() };
  }
  if (!source.includes(SERVER_AT)) return undefined;
  const configuration = readConfiguration({ PORT: '0', DATA_DIR: folder });
  const server = await startServer(configuration, silentLog);
  return {
    environment: { SNIPPET_SERVER: server.url, FIRSTHAND_API_KEY: server.firstKeys?.live ?? '' },
    close: () => server.close(),
  };
}
