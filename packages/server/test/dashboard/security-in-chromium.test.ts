import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { screenFaults } from '../support/screen-faults.ts';
import type { TestServer } from '../support/test-server.ts';
import { codeIn, mailTo, signUp, startDashboard } from './dashboard-server.ts';

const [sqlite] = await databaseKinds();
if (sqlite === undefined) throw new Error('SQLite comes with Node');
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

describe.skipIf(missing !== undefined)('the security of an account in Chromium', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startDashboard(sqlite);
    browser = await chromium.launch(CHROMIUM_LAUNCH);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  let page: Page;
  let devices: CDPSession;
  let authenticatorId: string;
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
    page = await context.newPage();
    devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    ({ authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: AUTHENTICATOR,
    }));
  });
  afterEach(() => page.context().close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  /** Goes there as a person does, and adds a passkey by keyboard alone. */
  async function addPasskey() {
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('link', { name: 'Security', exact: true }).click();
    await button('Add a passkey').press('Enter');
    await button(/^Remove the passkey/).waitFor();
  }

  async function signOut() {
    await button('Sign out').click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }

  it('needs no code once there is a passkey, until it is removed', async () => {
    await signUp(page, server, 'key@example.com', 'Keys');
    await addPasskey();
    expect(await screenFaults(page)).toEqual([]);
    const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([
      { rpId: 'localhost', isResidentCredential: true, userName: 'key@example.com (Keys)' },
    ]);
    await signOut();
    expect(await screenFaults(page)).toEqual([]);
    await button('Use a passkey').press('Enter');
    await page.getByRole('heading', { name: 'Security', level: 1 }).waitFor();
    await button(/^Remove the passkey/).click();
    await page.getByText('No passkeys yet').waitFor();
    await signOut();
    await button('Use a passkey').click();
    await page.getByText('cannot be used here').waitFor();
  });

  it('asks who is there before a live key is created, and then creates it once', async () => {
    const email = 'proof@example.com';
    await signUp(page, server, email, 'Proofs');
    await addPasskey();
    await page.getByRole('radio', { name: 'Live' }).check();
    await page.getByRole('link', { name: 'API Keys' }).click();
    const dialog = page.getByRole('dialog');
    const create = async (name: string) => {
      server.clock.advance(10 * 60_000);
      await button('Create key').click();
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: 'Create key' }).press('Enter');
      await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    };
    const done = async () => {
      await page.getByRole('heading', { name: 'Copy your key now' }).waitFor();
      await button('Done').press('Enter');
    };
    await create('By code');
    await page.getByRole('button', { name: `Send a code to ${email}` }).press('Enter');
    await page.getByLabel('Code', { exact: true }).waitFor();
    expect(await screenFaults(page)).toEqual([]);
    const mail = await mailTo(server, email, 'confirms a change');
    await page.keyboard.type(codeIn(mail).replace(' ', ''));
    await page.keyboard.press('Enter');
    await done();
    await create('By passkey');
    await button('Use a passkey').press('Enter');
    await done();
    await create('By nobody');
    await page.keyboard.press('Escape');
    await dialog.getByText('prove who is there').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    for (const name of ['By code', 'By passkey']) {
      expect(await page.getByRole('rowheader', { name, exact: true }).count()).toBe(1);
    }
    expect(await page.getByText('By nobody').count()).toBe(0);
  });

  it('signs in nobody whom the authenticator does not know, and says nothing of it', async () => {
    await signUp(page, server, 'unknown@example.com', 'Unknown');
    await addPasskey();
    await signOut();
    await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await button('Use a passkey').click();
    await page.getByRole('button', { name: 'Use a passkey', disabled: false }).waitFor();
    await page.getByLabel('E-mail').waitFor();
    expect(await page.getByText('cannot be used').count()).toBe(0);
  });
});
