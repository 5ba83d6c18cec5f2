import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A page that runs `page/program.ts`, on an origin of its own. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

const HTML = '<!doctype html><script type="module" src="/program.js"></script>';

/** Serves the page on loopback, with the worker script of the MSW package of this name. */
export async function servePage(msw: 'msw' | 'msw2'): Promise<ServedPage> {
  const worker = fileURLToPath(import.meta.resolve(`${msw}/mockServiceWorker.js`));
  const files = new Map([
    ['/', { type: 'text/html', text: HTML }],
    ['/program.js', { type: 'text/javascript', text: await bundleProgram(msw) }],
    ['/mockServiceWorker.js', { type: 'text/javascript', text: await readFile(worker, 'utf8') }],
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': file.type }).end(file.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One module, as a bundler for the web makes it. */
async function bundleProgram(msw: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/program.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    alias: { 'msw/browser': `${msw}/browser`, msw },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
