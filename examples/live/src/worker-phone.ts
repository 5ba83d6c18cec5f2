import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** A camera that shows a moving figure, and no question whether it may be used. */
const FAKE_CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
const PHONE = { width: 390, height: 844 };

/** Returns what to do when there is no browser; undefined when there is one. */
export function missingBrowser(): string | undefined {
  if (existsSync(CHROMIUM)) return undefined;
  return `${CHROMIUM} does not exist: install Chromium (Debian: apt-get install chromium), or name another one in CHROMIUM_PATH`;
}

/** A person with a phone, who works in the app as everybody does. */
export class WorkerPhone {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** Opens the app. With `isShown` one can watch. */
  static async open(url: string, { isShown }: { readonly isShown: boolean }): Promise<WorkerPhone> {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      headless: !isShown,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...FAKE_CAMERA],
    });
    const context = await browser.newContext({
      viewport: PHONE,
      permissions: ['camera', 'microphone'],
    });
    const page = await context.newPage();
    await page.goto(`${url}/worker/`);
    return new WorkerPhone(browser, page);
  }

  async signIn(email: string, code: () => Promise<string>): Promise<void> {
    await this.#page.getByLabel('E-mail').fill(email);
    await this.#press('Send code');
    await this.#page.getByLabel('Code').waitFor();
    await this.#page.getByLabel('Code').fill(await code());
    await this.#press('Sign in');
    await this.#press('I am 18 or older');
    await this.#press('Agree and continue');
    await this.#page.getByRole('heading', { name: 'Jobs near you' }).waitFor();
  }

  async accept(title: string): Promise<void> {
    await this.#page.getByRole('link', { name: title }).click();
    await this.#press('Accept job');
    await this.#page.getByRole('button', { name: 'Take photo' }).waitFor();
  }

  /** Goes back to a job that was accepted. */
  async returnTo(title: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await this.#page.getByRole('link', { name: title, exact: true }).click();
  }

  /** Takes a photo and submits it. */
  async photograph(): Promise<void> {
    await this.#press('Take photo');
    await this.#page.locator('video').waitFor();
    await this.#press('Take photo');
    await this.#press('Use this');
    await this.#press('Submit');
    await this.#page.getByRole('heading', { name: 'Outbox' }).waitFor();
  }

  /** Resolves with what became of the photos, in the words of the app. */
  async results(count: number): Promise<readonly string[]> {
    await this.#page.getByRole('link', { name: 'Results' }).click();
    const chips = this.#page.locator('.res .chip').filter({ hasText: /Approved|Rejected|Retry/ });
    await chips.nth(count - 1).waitFor();
    return chips.allInnerTexts();
  }

  /** Returns what the person has earned in all, in US cents. */
  async earnedCents(): Promise<number> {
    const earnings = await this.#page.evaluate<Record<string, number>>(
      `fetch('/worker/v1/earnings').then((response) => response.json())`,
    );
    const parts = ['pending_cents', 'available_cents', 'requested_cents', 'paid_cents'] as const;
    return parts.reduce((sum, part) => sum + (earnings[part] ?? 0), 0);
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  #press(name: string): Promise<void> {
    return this.#page.getByRole('button', { name, exact: true }).click();
  }
}
