// The job in a sandbox, for web pages: the harness calls the function that is left on the page.
import { runSandboxJob } from './sandbox-job.ts';

Object.assign(globalThis, { runOnPage: runSandboxJob });
