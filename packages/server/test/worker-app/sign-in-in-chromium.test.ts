import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MailMessage } from '@firsthandapi/engine';
import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { until } from '@firsthandapi/test-support/until';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/configuration.ts';
import { type StartedServer, startComposed } from '../../src/start-server.ts';
import { screenFaults } from '../support/screen-faults.ts';

const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);
const APP = fileURLToPath(
  new URL('./dist/', import.meta.resolve('@firsthandapi/worker-app/package.json')),
);
const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

describe.skipIf(missing !== undefined)('signing in to the worker app in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(() => browser.close());

  let folder: string;
  let server: StartedServer;
  let mails: MailMessage[];
  let page: Page;
  let devices: CDPSession;
  let authenticatorId: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sign-in-'));
    mails = [];
    const mail = { send: async (message: MailMessage) => void mails.push(message) };
    const environment = { DATA_DIR: folder, HOST: 'localhost', PORT: '0' };
    server = await startComposed(
      readConfiguration({ ...environment, WORKER_SIGN_IN: 'proof', ANSWER_WITHIN_MS: '60000' }),
      { apps: { worker: APP }, replacePorts: (ports) => ({ ...ports, mail }) },
    );
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    ({ authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: AUTHENTICATOR,
    }));
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

  /** With a proof of work, which the app makes without a word. */
  async function signInByCode() {
    await page.goto(`${server.url}/worker/`);
    await page.getByLabel('E-mail').fill('ines@example.org');
    await press('Send code');
    await page.getByLabel('Code').waitFor();
    await until('the code is mailed', () => mails.length > 0);
    const code = mails[0]?.text.match(/\d{3} \d{3}/)?.[0] ?? '';
    await page.getByLabel('Code').fill(code.replace(' ', ''));
    await press('Sign in');
    await press('I am 18 or older');
    await press('Agree and continue');
    await heading('Jobs near you');
  }

  async function makePasskey() {
    await page.goto(`${server.url}/worker/account`);
    await press('Add a passkey');
    await page.getByRole('button', { name: /^Remove the passkey/ }).waitFor();
  }

  async function signOut() {
    await press('Sign out');
    await page.getByLabel('E-mail').waitFor();
  }

  it('needs no code once there is a passkey, until it is removed', async () => {
    const sent: Record<string, unknown>[] = [];
    page.on('request', (request) => {
      const isCeremony = request.method() === 'POST' && request.url().includes('/passkey');
      if (isCeremony) sent.push(request.postDataJSON());
    });
    await signInByCode();
    await makePasskey();
    expect(await screenFaults(page)).toEqual([]);
    await signOut();
    await press('Use a passkey');
    await heading('Account');
    await until('the mail of the passkey', () =>
      mails.some(({ kind }) => kind === 'passkey_added'),
    );
    const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);
    await page.getByRole('button', { name: /^Remove the passkey/ }).click();
    await page.getByText('None yet.').waitFor();
    await signOut();
    await press('Use a passkey');
    await page.getByText('This passkey does not work here').waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const file = process.env.RECORD_CEREMONIES;
    if (file !== undefined) {
      const recorded = { publicUrl: server.url, made: sent[0], used: sent[1] };
      await writeFile(file, `${JSON.stringify(recorded, null, 2)}\n`);
    }
  });

  it('signs in nobody whom the authenticator does not know, and says nothing of it', async () => {
    await signInByCode();
    await makePasskey();
    await signOut();
    await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await press('Use a passkey');
    await page.getByRole('button', { name: 'Use a passkey', disabled: false }).waitFor();
    await page.getByLabel('E-mail').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
