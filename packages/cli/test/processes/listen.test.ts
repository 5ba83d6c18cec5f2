import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from '@firsthandapi/sandbox/serve';
import { FirstHandClient } from '@firsthandapi/sdk';
import { until } from '@firsthandapi/test-support/until';
import { unwrapWebhook } from '@firsthandapi/webhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/program/main.ts';
import { type FakeContext, fakeContext } from '../../src/testing/fake-context.ts';
import { start, temporaryFolder } from '../built-program.ts';

const SECRET = 'whsec_0123456789abcdefghijklmnop';
const ORDER = {
  type: 'data_collection',
  description: 'A coffee cup on a table.',
  files_needed: 1,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
  metadata: { fh_scenario: 'never_picked_up' },
} as const;

/** The user's application: verifies what it receives, and can be restarted on its port. */
class Application {
  readonly received: { readonly id: string; readonly body: string }[] = [];
  status = 204;
  #server = this.#create();
  #port = 0;
  #arrival: () => void = () => {};

  async start(): Promise<string> {
    this.#server = this.#create();
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Resolves when an event about each job has arrived. */
  async eventsAbout(jobs: readonly string[]): Promise<void> {
    const isMissing = (job: string) => !this.received.some(({ body }) => body.includes(job));
    while (jobs.some(isMissing)) {
      await new Promise<void>((resolve) => {
        this.#arrival = resolve;
      });
    }
  }

  #create() {
    return createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      const { id } = unwrapWebhook(body, request.headers, SECRET);
      response.writeHead(this.status).end();
      if (this.status < 300) this.received.push({ id, body });
      this.#arrival();
    });
  }
}

async function startApplication(): Promise<{ application: Application; url: string }> {
  const application = new Application();
  const url = await application.start();
  onTestFinished(() => application.stop());
  return { application, url };
}

/** A service with a client that causes an event for each job. */
interface Service {
  readonly environment: Record<string, string>;
  /** Posts a job and cancels it. Returns its id. */
  cancelOne(): Promise<string>;
  /** Returns another key of the organization. */
  createKey(): Promise<string>;
}

function serviceAt(url: string, apiKey: string): Service {
  const client = new FirstHandClient({ apiKey, baseUrl: url });
  return {
    environment: {
      FIRSTHAND_API_KEY: apiKey,
      FIRSTHAND_BASE_URL: url,
      FIRSTHAND_WEBHOOK_SECRET: SECRET,
    },
    async cancelOne() {
      const { id } = await client.createJob(ORDER);
      return (await client.cancelJob(id)).id;
    },
    async createKey() {
      return (await client.createApiKey({ name: 'another' })).secret;
    },
  };
}

async function startSandbox() {
  const server = await serveSandbox({ clock: 'real' });
  onTestFinished(() => server.close());
  const world = await server.sandbox.defaultWorld();
  return { world, service: serviceAt(server.url, world.apiKey) };
}

/** Runs `listen` in this process, with waits of a few milliseconds. */
function listenIn(context: FakeContext, url: string, ...more: string[]) {
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms / 100);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
  Object.assign(context, { sleep });
  const before = positionOf(context);
  const ended = main(['listen', '--forward-to', url, ...more], context);
  return {
    stop: async () => {
      context.interrupt();
      return ended;
    },
    /** Resolves once it is stored where to begin, which the first poll decides. */
    isReady: () => until('the position is stored', () => positionOf(context) !== before),
  };
}

/** Starts a sandbox, the user's application, and a run of `listen` between them. Resolves once it is ready. */
async function startListening() {
  const { world, service } = await startSandbox();
  return { world, service, ...(await listenTo(service.environment)) };
}

/** Starts the user's application, and a run of `listen` that delivers to it. Resolves once it is ready. */
async function listenTo(environment: Record<string, string>) {
  const { application, url } = await startApplication();
  const context = fakeContext(environment);
  const run = listenIn(context, url);
  await run.isReady();
  return { application, url, context, run };
}

/** What is stored of how far the last run got. */
function positionOf({ home }: FakeContext): string {
  const folder = join(home, '.local/state/firsthandapi/listen');
  try {
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return '';
  }
}

/** Another process of the same user: the same home folder. */
function again(context: FakeContext): FakeContext {
  return Object.assign(fakeContext(context.environment), { home: context.home });
}

describe('against a sandbox', () => {
  test('delivers the bytes that the service itself delivers, signed', async () => {
    const { world, service, application, context, run } = await startListening();
    const direct = new Map<string, string>();
    await world.webhooks.deliverTo(async (request: Request) => {
      direct.set(request.headers.get('x-firsthand-event-id') ?? '', await request.text());
      return new Response();
    });
    const job = await service.cancelOne();
    await until('stdout has job.cancelled', () => context.stdout.text.includes('job.cancelled'));
    await run.stop();
    expect(application.received[0]?.body).toContain(job);
    const [received] = application.received;
    expect(received?.body).toBe(direct.get(received?.id ?? ''));
    expect(context.stdout.text).toMatch(/job\.cancelled +evt_\w+ +→ +204 in \d+ ms\n$/);
    expect(context.stderr.text).toContain(`signed with ${SECRET}`);
  });

  test('delivers after a restart of the application what happened meanwhile', async () => {
    const { service, application, context, run } = await startListening();
    application.stop();
    const jobs = [await service.cancelOne(), await service.cancelOne()];
    await until('stdout has nothing listens there', () =>
      context.stdout.text.includes('nothing listens there'),
    );
    await application.start();
    await application.eventsAbout(jobs);
    await run.stop();
    expect(application.received).toHaveLength(2);
  });

  test('delivers in its next run what happened in between, and what was not accepted', async () => {
    const { service, application, url, context, run: first } = await startListening();
    const accepted = await service.cancelOne();
    await application.eventsAbout([accepted]);
    application.status = 500;
    const refused = await service.cancelOne();
    await until('stdout has 500', () => context.stdout.text.includes('500'));
    expect(await first.stop()).toBe(130);
    application.status = 204;
    const between = await service.cancelOne();
    const second = listenIn(again(context), url);
    await application.eventsAbout([refused, between]);
    await second.stop();
    // An attempt that Ctrl+C has cut off is made again, whatever came of it.
    const about = (job: string) => application.received.filter(({ body }) => body.includes(job));
    expect([about(accepted).length, about(between).length]).toEqual([1, 1]);
  });

  test('leaves out with --from-now what happened before, and other types with --events', async () => {
    const { service, application, url, context, run: first } = await startListening();
    await first.stop();
    await service.cancelOne();
    const next = again(context);
    const second = listenIn(
      next,
      url,
      '--from-now',
      '--events',
      'job.cancelled,job.flagged',
      '--json',
    );
    await second.isReady();
    const job = await service.cancelOne();
    await until('stdout has "attempt"', () => next.stdout.text.includes('"attempt"'));
    expect(application.received[0]?.body).toContain(job);
    await second.stop();
    const [ready, attempt] = next.stdout.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(ready).toMatchObject({ kind: 'ready', environment: 'test', secret: SECRET });
    expect(attempt).toMatchObject({
      kind: 'attempt',
      event_type: 'job.cancelled',
      delivered: true,
    });
    expect(application.received).toHaveLength(1);
  });
});

describe('a sandbox that is started again', () => {
  test('has all of its events delivered', async () => {
    const first = await serveSandbox({ clock: 'real' });
    const world = await first.sandbox.defaultWorld();
    const { application, context, run } = await listenTo(
      serviceAt(first.url, world.apiKey).environment,
    );
    const before = await serviceAt(first.url, world.apiKey).cancelOne();
    await application.eventsAbout([before]);
    await first.close();
    await until('stderr has does not respond', () =>
      context.stderr.text.includes('does not respond'),
    );
    const port = Number(new URL(first.url).port);
    const second = await serveSandbox({ clock: 'real', port });
    onTestFinished(() => second.close());
    const { apiKey } = await second.sandbox.defaultWorld();
    const after = await serviceAt(second.url, apiKey).cancelOne();
    await application.eventsAbout([after]);
    await run.stop();
    expect(apiKey).toBe(world.apiKey);
    expect(context.stderr.text).toContain('The service was reset');
  });

  test('has those delivered in the next run that were not accepted in this one', async () => {
    const first = await serveSandbox({ clock: 'real' });
    const { apiKey } = await first.sandbox.defaultWorld();
    const { environment } = serviceAt(first.url, apiKey);
    const { application, url, context, run } = await listenTo(environment);
    await run.stop();
    await first.close();
    const second = await serveSandbox({ clock: 'real', port: Number(new URL(first.url).port) });
    onTestFinished(() => second.close());
    await second.sandbox.defaultWorld();
    const refused = await serviceAt(second.url, apiKey).cancelOne();
    application.status = 500;
    const next = again(context);
    const another = listenIn(next, url);
    await until('stdout has 500', () => next.stdout.text.includes('500'));
    await another.stop();
    application.status = 204;
    const last = listenIn(again(context), url);
    await application.eventsAbout([refused]);
    await last.stop();
  });
});

test('is ready once no event from then on can be missed', async () => {
  const closed = await serveSandbox({ clock: 'real' });
  const { apiKey } = await closed.sandbox.defaultWorld();
  await closed.close();
  const { application, url } = await startApplication();
  const context = fakeContext(serviceAt(closed.url, apiKey).environment);
  const run = listenIn(context, url);
  await until('stderr has does not respond', () =>
    context.stderr.text.includes('does not respond'),
  );
  expect(context.stderr.text).not.toContain('Ready:');
  const service = await serveSandbox({ clock: 'real', port: Number(new URL(closed.url).port) });
  onTestFinished(() => service.close());
  await service.sandbox.defaultWorld();
  await until('stderr has Ready', () => context.stderr.text.includes('Ready:'));
  await application.eventsAbout([await serviceAt(service.url, apiKey).cancelOne()]);
  await run.stop();
});

test('delivers more events than wait at a time that happened while it did not run, each once', async () => {
  const { world, service, application, url, context, run: first } = await startListening();
  await first.stop();
  const jobId = await service.cancelOne();
  // More than wait at a time.
  const COUNT = 1_300;
  for (let count = 1; count < COUNT; count += 1) {
    await world.webhooks.emit('job.cancelled', { jobId });
  }
  const second = listenIn(again(context), url);
  await until('all events have arrived', () => application.received.length >= COUNT);
  expect(await second.stop()).toBe(130);
  expect(new Set(application.received.map(({ id }) => id)).size).toBe(COUNT);
}, 60_000);

describe('a key that was used before', () => {
  test('leaves what it has not delivered to the key that replaces it', async () => {
    const { service, application, url, context, run: first } = await startListening();
    await first.stop();
    const between = await service.cancelOne();
    const environment = { ...service.environment, FIRSTHAND_API_KEY: await service.createKey() };
    const next = Object.assign(fakeContext(environment), { home: context.home });
    const second = listenIn(next, url);
    await application.eventsAbout([between]);
    await second.stop();
    expect(application.received).toHaveLength(1);
  });

  test('leaves nothing to a key of another organization', async () => {
    const sandbox = await serveSandbox({ clock: 'real' });
    onTestFinished(() => sandbox.close());
    const [one, other] = [await sandbox.sandbox.world(), await sandbox.sandbox.world()];
    const {
      application,
      url,
      context,
      run: first,
    } = await listenTo(serviceAt(sandbox.url, one.apiKey).environment);
    await first.stop();
    const service = serviceAt(sandbox.url, other.apiKey);
    await service.cancelOne();
    const next = Object.assign(fakeContext(service.environment), { home: context.home });
    const second = listenIn(next, url);
    await until('stderr has Ready', () => next.stderr.text.includes('Ready:'));
    const job = await service.cancelOne();
    await application.eventsAbout([job]);
    await second.stop();
    expect(application.received).toHaveLength(1);
    expect(next.stderr.text).not.toContain('was reset');
  });
});

describe('two runs with the same key', () => {
  test('refuses the second to the same URL, and lets one with another URL run', async () => {
    const { service } = await startSandbox();
    const [first, second] = [await startApplication(), await startApplication()];
    const context = fakeContext(service.environment);
    const run = listenIn(context, first.url);
    await run.isReady();
    const refused = again(context);
    expect(await main(['listen', '--forward-to', first.url], refused)).toBe(2);
    expect(refused.stderr.text).toMatch(/Another 'firsthand listen' \(process \d+\).*--forward-to/);
    const other = again(context);
    const beside = main(['listen', '--forward-to', second.url], other);
    other.interrupt();
    expect(await beside).toBe(130);
    await run.stop();
    const next = again(context);
    next.interrupt();
    expect(await main(['listen', '--forward-to', first.url], next)).toBe(130);
  });

  test('takes over from a process that was killed', async () => {
    const { service } = await startSandbox();
    const { url } = await startApplication();
    const environment = { ...service.environment, HOME: temporaryFolder() };
    const parameters = ['listen', '--forward-to', url];
    const killed = start(parameters, environment);
    await killed.shows('signed with', 'error');
    const refused = await start(parameters, environment).ended;
    expect([refused.code, refused.error]).toEqual([
      2,
      expect.stringContaining(`process ${killed.child.pid}`),
    ]);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = start(parameters, environment);
    await next.shows('signed with', 'error');
    next.child.kill('SIGINT');
    expect(await next.ended).toMatchObject({ code: 130 });
  });
});

describe('against a server', () => {
  const SERVER = fileURLToPath(new URL('./cli.js', import.meta.resolve('@firsthandapi/server')));

  /** Starts the server on a folder; the same folder is the same service. */
  async function startServer(folder: string, port: number) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER], {
      env: { PATH: process.env.PATH ?? '', PORT: String(port), DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
    }
    // Two streams, of which either may be read first.
    const said = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const found = pattern.exec(text)?.[1];
        if (found !== undefined) return found;
        await Promise.race([child.stdout, child.stderr].map((stream) => once(stream, 'data')));
      }
    };
    await said(/"(listening)"/);
    const kill = async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { url: await said(/"url":"([^"]+)"/), key: () => said(/test key +(\S+)/), kill };
  }

  test('loses nothing when the server is killed and started again', async () => {
    const folder = temporaryFolder();
    const first = await startServer(folder, 0);
    const service = serviceAt(first.url, await first.key());
    const { application, context, run } = await listenTo(service.environment);
    const before = [await service.cancelOne(), await service.cancelOne()];
    await first.kill();
    await until('stderr has does not respond', () =>
      context.stderr.text.includes('does not respond'),
    );
    const second = await startServer(folder, Number(new URL(first.url).port));
    const after = [await service.cancelOne(), await service.cancelOne()];
    await application.eventsAbout([...before, ...after]);
    await run.stop();
    await second.kill();
    expect(new Set(application.received.map(({ id }) => id)).size).toBe(4);
    expect(application.received).toHaveLength(4);
    expect(context.stderr.text).toContain('The service responds again.');
  });
});

describe('the built program', () => {
  test('keeps its secret in a file of its owner, and prints it alone with --print-secret', async () => {
    const home = temporaryFolder();
    const secrets: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const run = start(['listen', '--print-secret'], { HOME: home });
      secrets.push((await run.ended).out);
    }
    expect(secrets[0]).toMatch(/^whsec_[0-9A-Za-z]{43}\n$/);
    expect(secrets[1]).toBe(secrets[0]);
    expect(statSync(join(home, '.local/state/firsthandapi/listen/secret')).mode & 0o777).toBe(
      0o600,
    );
  });

  test.each([
    [['--forward-to', 'ftp://localhost'], 'must be an http or https URL'],
    [['--forward-to', 'http://user:password@localhost'], 'without a password'],
    [['--events', 'job.done'], "there is no event type 'job.done'"],
    [['--events', 'job.complet'], 'did you mean job.completed?'],
  ])('refuses %j', async (parameters, message) => {
    const context = fakeContext({ FIRSTHAND_API_KEY: 'fh_test_sk_EXAMPLE' });
    expect(await main(['listen', ...parameters], context)).toBe(2);
    expect(context.stderr.text).toContain(message);
  });
});
