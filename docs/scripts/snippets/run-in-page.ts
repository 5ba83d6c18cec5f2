import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_LAUNCH } from '@firsthandapi/test-support/chromium';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Outcome } from './run-process.ts';

const TIMEOUT_MS = 60_000;
const WORKER = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));

/**
 * Runs a module in a page of Chromium, on an origin of its own, beside the worker script that `npx msw init` would have copied
 * there. Its output is what it logs.
 */
export async function runInPage(file: string): Promise<Outcome> {
  const server = await serveModule(file);
  const browser = await chromium.launch(CHROMIUM_LAUNCH);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    const lines: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'log') lines.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const failure = await page.evaluate<string | null>(
      "import('/program.js').then(() => null, (error) => String(error?.stack ?? error))",
    );
    return {
      code: failure === null ? 0 : 1,
      stdout: lines.join('\n'),
      stderr: failure ?? '',
    };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function serveModule(file: string): Promise<Server> {
  const files = new Map([
    ['/', { type: 'text/html', text: '<!doctype html>' }],
    ['/program.js', { type: 'text/javascript', text: await bundle(file) }],
    ['/mockServiceWorker.js', { type: 'text/javascript', text: await readFile(WORKER, 'utf8') }],
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const found = files.get(url);
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': found.type }).end(found.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** One module, as a bundler for the web makes it. */
async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
