import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type RunningServer, startServer } from '../measure/start-server.ts';

const DOCUMENT = join(import.meta.dirname, '../../spec/openapi.yaml');
const ROOT = dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json'));

/** Prism: a stateless mock that answers from the same document. In one process, and without a log. */
export function startPrism(): Promise<RunningServer> {
  const words = ['mock', DOCUMENT, '--multiprocess', 'false', '--verboseLevel', 'silent'];
  return startServer((port) => [join(ROOT, 'dist/index.js'), ...words, '--port', String(port)]);
}
