import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { windowPage } from './window/build/vite-plugin.ts';

/** Tests that go through MSW run on both of its major versions. They replace globals, so each file is isolated. */
const THROUGH_MSW = ['test/msw/**/*.test.ts'];
/** Tests that load the sandbox themselves, under globals that they have changed. */
const ISOLATED = ['test/isolated/**/*.test.ts'];
/** These drive pages in Chromium, or start scripts. The sandbox in a page itself is tested with the others. */
const PROCESSES = [
  'test/browser/page-route.test.ts',
  'test/browser/window/window.test.ts',
  'test/isolated/real-clock-in-script.test.ts',
];
/** These look at every view in a browser, for seconds each. */
const PAGES = ['test/browser/window/accessibility.test.ts'];

export default defineConfig({
  plugins: [windowPage(join(import.meta.dirname, 'window'))],
  test: {
    // Only ends tests that hang: machines differ in speed, and no test measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'sandbox',
          // These files leave no globals behind, so they share workers and their imports.
          isolate: false,
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'window/**/*.test.ts'],
          exclude: [...THROUGH_MSW, ...ISOLATED, ...PROCESSES, ...PAGES],
        },
      },
      { extends: true, test: { name: 'isolated', include: ISOLATED, exclude: PROCESSES } },
      { extends: true, test: { name: 'processes', isolate: false, include: PROCESSES } },
      { extends: true, test: { name: 'pages', include: PAGES, testTimeout: 300_000 } },
      { extends: true, test: { name: 'msw 3', include: THROUGH_MSW } },
      {
        extends: true,
        resolve: { alias: { 'msw/node': 'msw2/node', msw: 'msw2' } },
        test: { name: 'msw 2', include: THROUGH_MSW },
      },
    ],
  },
});
