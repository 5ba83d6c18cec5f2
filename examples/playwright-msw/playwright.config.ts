import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const own = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'test',
  use: {
    baseURL: 'http://127.0.0.1:47173',
    launchOptions: {
      // The machine's own Chromium if it has one, else Playwright's (npx playwright install chromium).
      ...(existsSync(own) && { executablePath: own, args: ['--no-sandbox', '--disable-gpu'] }),
    },
  },
  webServer: { command: 'npm run serve:sandbox', url: 'http://127.0.0.1:47173' },
});
