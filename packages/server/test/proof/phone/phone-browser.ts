import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { CHROMIUM_LAUNCH } from '@firsthandapi/test-support/chromium';
import { until } from '@firsthandapi/test-support/until';
import { type Browser, chromium, type Page } from 'playwright-core';
import { freePort } from './free-port.ts';

const FAKE_CAMERA = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];

/** A browser with a profile on disk, which can be killed as an operating system kills it. */
export class PhoneBrowser {
  readonly #profile: string;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;

  constructor(profile: string) {
    this.#profile = profile;
  }

  /** Starts the browser on its profile, and opens a page. */
  async open(url: string): Promise<Page> {
    const port = await freePort();
    // A killed browser leaves its lock behind.
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
      await rm(`${this.#profile}/${name}`, { force: true });
    }
    const process = spawn(
      CHROMIUM_LAUNCH.executablePath,
      [
        ...CHROMIUM_LAUNCH.args,
        ...FAKE_CAMERA,
        `--user-data-dir=${this.#profile}`,
        `--remote-debugging-port=${port}`,
        'about:blank',
      ],
      { stdio: 'ignore', detached: true },
    );
    this.#process = process;
    const endpoint = `http://127.0.0.1:${port}`;
    await until('the browser has started', async () => {
      const answer = await fetch(`${endpoint}/json/version`).catch(() => undefined);
      await answer?.text();
      return answer?.ok === true;
    });
    this.#browser = await chromium.connectOverCDP(endpoint);
    const [context] = this.#browser.contexts();
    if (context === undefined) throw new Error('The browser has no context');
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** Kills it with everything that belongs to it, without a word. */
  async kill(): Promise<void> {
    const { pid } = this.#process ?? {};
    if (pid === undefined) return;
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    // Its renderers are in its group.
    process.kill(-pid, 'SIGKILL');
    await ended;
    await this.#browser?.close().catch(() => undefined);
    this.#process = undefined;
  }
}
