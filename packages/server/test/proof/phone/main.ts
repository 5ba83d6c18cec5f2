/**
 * Files that people send arrive once, whatever is killed on the way: the network, the browser or the server, in the middle of
 * an upload and around its end. `--rounds N` of each kind; default 5.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { until } from '@firsthandapi/test-support/until';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import { CountingProxy } from './counting-proxy.ts';
import { freePort } from './free-port.ts';
import { PhoneBrowser } from './phone-browser.ts';

const KINDS = ['network', 'browser', 'server'] as const;
type Kind = (typeof KINDS)[number];
const SHARES = [0.1, 0.5, 0.9, 1] as const;
/** One chunk of the app, and as much again for headers and other requests of a round. */
const MOST_REPEATED = 2 * 1_048_576;
/** Chromium writes cookies to the disk every 30 s; one that is killed before has to sign in again. */
const COOKIE_MS = 35_000;
const EMAIL = 'phone@example.org';
const CENTS = 10;
const EDGE = 1_500;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, kinds: { type: 'string' } },
});
const rounds = Number(values.rounds);
const kinds = KINDS.filter((kind) => values.kinds?.split(',').includes(kind) ?? true);

const folder = await mkdtemp(join(tmpdir(), 'phone-proof-'));
const proxy = new CountingProxy();
const publicUrl = await proxy.start();
const port = await freePort();
proxy.target = port;
const phone = new PhoneBrowser(join(folder, 'profile'));
let server = await startServer();
const live = (await server.keys).live;
let failures = 0;
try {
  await fund();
  let page = await signIn();
  if (kinds.includes('browser')) await new Promise((resolve) => setTimeout(resolve, COOKIE_MS));
  for (const kind of kinds) {
    const repeated: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const share = SHARES[round % SHARES.length] ?? 1;
      const result = await play(page, kind, share);
      page = result.page;
      repeated.push(result.repeated);
      const isGood = result.files === 1 && result.repeated <= MOST_REPEATED;
      if (!isGood) failures += 1;
      console.log(
        `${kind} at ${share * 100} %: ${result.files} file approved, ${kilobytes(result.repeated)} sent beyond the file${isGood ? '' : '  FAILED'}`,
      );
    }
    console.log(
      `${kind}: ${rounds} rounds, at most ${kilobytes(Math.max(...repeated))} beyond the file\n`,
    );
  }
} finally {
  await phone.kill();
  await server.kill();
  proxy.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? 'Nothing was lost, nothing came twice.' : `${failures} rounds FAILED`);
process.exitCode = failures === 0 ? 0 : 1;

async function startServer(): Promise<ServerProcess> {
  const started = await spawnServer({
    location: { kind: 'sqlite', path: join(folder, 'data', 'firsthandapi.db') },
    folder: join(folder, 'data'),
    environment: { PORT: String(port), PUBLIC_URL: publicUrl, SCORER: 'local' },
  });
  if (started === undefined) throw new Error('The server did not start');
  return started;
}

async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${live}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomBytes(16).toString('hex'),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

async function fund(): Promise<void> {
  const purchase = await call('POST', '/v1/billing/credits/purchase', { amount_cents: 25_000 });
  await fetch(String(purchase.checkout_url), { method: 'POST' });
  // The proof asks more often than a free key may.
  const database = new DatabaseSync(join(folder, 'data', 'firsthandapi.db'), { timeout: 5_000 });
  const limits = '{"per_minute":1000000,"per_hour":1000000}';
  database.exec(`UPDATE organizations SET tier = 'enterprise', custom_limits = '${limits}'`);
  database.close();
}

async function signIn(): Promise<Page> {
  const page = await phone.open(`${publicUrl}/worker/`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await press(page, 'Send code');
  await page.getByLabel('Code').waitFor();
  await page.getByLabel('Code').fill(await newestCode());
  await press(page, 'Sign in');
  await press(page, 'I am 18 or older');
  await press(page, 'Agree and continue');
  await page.getByRole('heading', { name: 'Jobs near you' }).waitFor();
  return page;
}

async function newestCode(): Promise<string> {
  const outbox = join(folder, 'data', 'outbox');
  let code = '';
  await until('the code is mailed', async () => {
    const names = await readdir(outbox).catch(() => [] as string[]);
    const [last] = names
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .reverse();
    const mail = last === undefined ? '' : await readFile(join(outbox, last), 'utf8');
    code = (/\b(\d{3}) (\d{3})\b/.exec(mail) ?? []).slice(1).join('');
    return code !== '';
  });
  return code;
}

interface Played {
  readonly page: Page;
  readonly files: number;
  /** Bytes that the phone sent beside the file's own. */
  readonly repeated: number;
}

/** One job with one file, in whose upload something is killed. */
async function play(page: Page, kind: Kind, share: number): Promise<Played> {
  const { path, size } = await noisePhoto();
  const title = `Noise ${randomBytes(4).toString('hex')}`;
  const job = await call('POST', '/v1/jobs', {
    type: 'data_collection',
    title,
    description: 'A photo of noise, as large as it gets',
    files_needed: 1,
    accepted_formats: ['image/png'],
    price_per_file_cents: CENTS,
  });
  await page.goto(`${publicUrl}/worker/jobs/${job.id}`);
  await press(page, 'Accept job');
  await press(page, 'Take photo');
  await page.locator('video').waitFor();
  await page.locator('input[type=file]').setInputFiles(path, { timeout: 120_000 });
  const before = proxy.sent;
  await press(page, 'Use this');
  await page.getByRole('button', { name: 'Submit' }).waitFor();
  await press(page, 'Submit');
  await until('so much is sent', () => proxy.sent - before >= share * size);
  const after = await interrupt(page, kind);
  await until('the job is completed', async () => {
    const { status } = await call('GET', `/v1/jobs/${job.id}`);
    return status === 'completed';
  });
  const files = (await call('GET', `/v1/jobs/${job.id}/files`)).data as unknown[];
  return { page: after, files: files.length, repeated: proxy.sent - before - size };
}

async function interrupt(page: Page, kind: Kind): Promise<Page> {
  if (kind === 'network') {
    proxy.cut();
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.mend();
    return page;
  }
  if (kind === 'browser') {
    await phone.kill();
    return phone.open(`${publicUrl}/worker/outbox`);
  }
  await server.kill();
  server = await startServer();
  return page;
}

/** A picture that does not compress: about 7 MB, and another one each time. */
async function noisePhoto(): Promise<{ readonly path: string; readonly size: number }> {
  const raw = { width: EDGE, height: EDGE, channels: 3 } as const;
  const png = await sharp(randomBytes(EDGE * EDGE * 3), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const path = join(folder, 'noise.png');
  await writeFile(path, png);
  return { path, size: png.length };
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_024)} KiB`;
}
