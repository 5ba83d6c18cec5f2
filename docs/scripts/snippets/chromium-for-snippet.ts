import { CHROMIUM_LAUNCH } from '@firsthandapi/test-support/chromium';
import { chromium } from 'playwright-core';

// Preloaded by snippets that launch a browser: readers install Playwright's own Chromium, and the check uses this machine's.

const launch = chromium.launch.bind(chromium);
chromium.launch = (options) => launch({ ...CHROMIUM_LAUNCH, ...options });
