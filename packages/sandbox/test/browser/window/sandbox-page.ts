import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { type SandboxServer, serveSandbox } from '../../../src/serve.ts';
import { callApi, jobOrder } from '../../../src/testing/api-caller.ts';
import type { World } from '../../../src/world/world.ts';

/** Markup in every place that a caller or a receiver can write to. */
export const MARKUP =
  '<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>';

/** A sandbox with its window in a page. */
export interface SandboxPage {
  readonly server: SandboxServer;
  readonly world: World;
  readonly page: Page;
  /** Messages of the console and errors of the page. */
  readonly problems: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** How a page looks. */
export interface PageLook {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly query?: string;
}

/** Serves a sandbox with a manual clock, and opens its window. */
export async function openSandboxPage(
  browser: Browser,
  { width = 1_280, colorScheme = 'light', query = '' }: PageLook = {},
): Promise<SandboxPage> {
  const server = await serveSandbox({
    seed: 42,
    clock: 'manual',
    now: '2026-01-01T00:00:00Z',
    controlToken: 'letmein',
  });
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !url.startsWith('blob:')) problems.push(`request to ${url}`);
  });
  const world = Object.assign(await server.sandbox.defaultWorld(), { fetch: globalThis.fetch });
  await page.goto(`${server.url}/_sandbox?token=letmein${query}`);
  await page.getByText('Live', { exact: true }).waitFor();
  return {
    server,
    world,
    page,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await server.close();
    },
  };
}

/** A server whose webhooks get the status that is set. */
export interface Receiver {
  readonly url: string;
  status: number;
  [Symbol.dispose](): void;
}

/** Starts a receiver of webhooks, which answers with markup. */
export async function startReceiver(status: number): Promise<Receiver> {
  const receiver = { url: '', status };
  const application = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
      outgoing.writeHead(receiver.status, { 'Content-Type': 'text/html' }).end(MARKUP);
    });
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(application.address() as AddressInfo).port}/hooks`;
  return Object.assign(receiver, {
    [Symbol.dispose]() {
      application.closeAllConnections();
      application.close();
    },
  });
}

/** Fills a world with some of everything: jobs at work, refused requests, failed webhooks, faults. */
export async function fillWorld(world: World, receiver: Receiver): Promise<string> {
  await world.webhooks.deliverTo(receiver.url, { events: ['job.completed'] });
  const { body: job } = await callApi(world, 'POST', '/v1/jobs', jobOrder(2, { title: MARKUP }));
  await world.clock.advance('20s');
  await callApi(world, 'GET', '/v1/nothing');
  world.fault('GET /v1/billing/credits', { status: 503, times: 2, message: MARKUP });
  await callApi(world, 'GET', '/v1/billing/credits');
  await callApi(world, 'POST', '/v1/jobs', jobOrder(3, { title: 'At work' }));
  await world.clock.advance('9s');
  return job.id;
}
