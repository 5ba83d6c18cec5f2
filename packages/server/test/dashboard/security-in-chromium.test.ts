import { CHROMIUM_LAUNCH, missingChromium } from '@firsthandapi/test-support/chromium';
import { until } from '@firsthandapi/test-support/until';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../../src/testing/databases.ts';
import { screenFaults } from '../support/screen-faults.ts';
import type { TestServer } from '../support/test-server.ts';
import { totpOf } from '../support/totp-of.ts';
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
  /** Of mails that were read. */
  let codes: Set<string>;
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
    page = await context.newPage();
    codes = new Set();
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

  /** Looks at what is shown on a phone and a wide screen, in light and dark. */
  async function look(name: string) {
    for (const width of [390, 1_280]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect([name, width, colorScheme, await screenFaults(page)]).toEqual([
          name,
          width,
          colorScheme,
          [],
        ]);
        const shots = process.env.PAGE_SCREENSHOTS;
        if (shots === undefined) continue;
        await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
      }
    }
  }

  /** Waits for a code of a sign-in that no earlier mail had. */
  async function newCode(email: string): Promise<string> {
    const latest = async () => codeIn(await mailTo(server, email, 'is your code'));
    await until('another code', async () => !codes.has(await latest()));
    const code = await latest();
    codes.add(code);
    return code;
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
    await look('proof');
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

  it('needs a code of the app beside that by mail, or a recovery code', async () => {
    const email = 'app@example.com';
    await signUp(page, server, email, 'Apps');
    await newCode(email);
    await page.goto(`${server.url}/dashboard/settings/security`);
    await button('Add an app').press('Enter');
    const dialog = page.getByRole('dialog');
    const secret = (await dialog.locator('.once code').textContent()) ?? '';
    await look('add-app');
    const enter = async (totp: string) => {
      await page.getByLabel(/^Code of/).fill(totp);
      await page.keyboard.press('Enter');
    };
    await enter('000000');
    await dialog.getByText('is not right').waitFor();
    await enter(totpOf(secret, server.clock.now()));
    await page.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
    await look('recovery-codes');
    const recovery = await dialog.locator('.recovery code').first().textContent();
    await button('Done').press('Enter');
    await button('Remove the app').waitFor();
    await look('security');
    for (const second of [() => totpOf(secret, server.clock.now()), () => recovery ?? '']) {
      await signOut();
      server.clock.advance(2 * 60_000);
      await page.getByLabel('E-mail').fill(email);
      await button('Send code').click();
      await page.getByLabel('Code', { exact: true }).waitFor();
      const answer = page.waitForResponse(/\/sessions$/);
      await page.getByLabel('Code', { exact: true }).fill(await newCode(email));
      await button('Sign in').click();
      expect((await answer).status()).toBe(400);
      await enter(second());
      await page.getByRole('heading', { name: 'Security', level: 1 }).waitFor();
    }
    await page.getByText('Recovery codes left').waitFor();
    expect(await page.locator('#authenticator ~ dl').textContent()).toContain('left9');
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
