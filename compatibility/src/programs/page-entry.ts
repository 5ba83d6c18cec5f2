// For web pages: the harness calls the function that is left on the page.
import { FirstHandClient, isFirstHandError } from '@firsthandapi/sdk';
import type { MainJobSettings } from '../service/main-job-settings.ts';
import { runMainJob } from './main-job.ts';

async function runOnPage(settings: MainJobSettings): Promise<void> {
  if (!isRefused(settings.apiKey))
    throw new Error('a secret key was taken in a page without a word');
  await runMainJob(settings);
}

/** Whether a page that does not say `dangerouslyAllowBrowser` is stopped. */
function isRefused(apiKey: string): boolean {
  try {
    new FirstHandClient({ apiKey });
    return false;
  } catch (error) {
    return isFirstHandError(error) && error.type === 'configuration_error';
  }
}

Object.assign(globalThis, { runOnPage });
