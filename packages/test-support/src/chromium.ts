import { existsSync } from 'node:fs';

/** How to launch Chromium: the executable and its arguments, named as Playwright names them. */
export const CHROMIUM_LAUNCH = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Returns why Chromium cannot be launched, or undefined when it can.
 *
 * @throws Error when it is missing although `REQUIRE_BROWSER` is `1`
 */
export function missingChromium(): string | undefined {
  const { executablePath } = CHROMIUM_LAUNCH;
  if (existsSync(executablePath)) return undefined;
  const reason = `${executablePath} does not exist: install Chromium or set CHROMIUM_PATH`;
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(reason);
  return reason;
}
