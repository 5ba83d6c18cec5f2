import { randomBytes } from 'node:crypto';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import { CONTROL_ROOT } from '../remote/control-routes.ts';
import {
  type OptionNames,
  requireBoolean,
  requireInteger,
  requireKnown,
} from '../values/check-options.ts';
import type { Sandbox } from '../world/sandbox.ts';
import type { OpenOptions, SandboxWindow } from '../world/sandbox-window.ts';
import { createControlAccess } from './control-access.ts';
import { answerControl, isControl } from './control-server.ts';
import { startListening } from './listen.ts';

const OPEN_OPTIONS: OptionNames<OpenOptions> = { port: true, token: true, print: true };

/**
 * Opens the window of a sandbox that lives in this process: worlds, requests with their bodies, webhooks, jobs, clock
 * and faults, in a browser. It listens on this machine only, and its address holds the token that it requires.
 *
 * @returns The address, until `close()`.
 * @throws TypeError when an option is invalid; Error when the port is in use.
 * @example
 * ```ts
 * const sandbox = createSandbox();
 * await using window = await openWindow(sandbox, { port: 4011 });
 * console.log(window.url); // http://127.0.0.1:4011/_sandbox?token=…
 * ```
 */
export async function openWindow(
  sandbox: Sandbox,
  options: OpenOptions = {},
): Promise<SandboxWindow> {
  requireKnown(options, OPEN_OPTIONS, 'open options');
  const { port = 0, token = randomBytes(24).toString('base64url'), print = true } = options;
  requireInteger(port, 0, 'port');
  requireBoolean(print, 'print');
  requireToken(token);
  const local = sandbox as LocalSandbox;
  local.observe();
  const host = { sandbox: local, access: createControlAccess(token, []), servesApi: false };
  const { url: listening, close } = await startListening(
    { port, host: '127.0.0.1' },
    (incoming, outgoing) => {
      if (isControl(incoming.url ?? '')) {
        void answerControl(host, incoming, outgoing);
        return;
      }
      incoming.resume();
      outgoing.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end(NO_API);
    },
  );
  const url = `${listening}${CONTROL_ROOT}?token=${encodeURIComponent(token)}`;
  if (print) console.log(`FirstHandAPI sandbox: ${url}`);
  return { url, close, [Symbol.asyncDispose]: close };
}

const NO_API =
  'This address shows the window of a sandbox inside a process, at /_sandbox. It does not serve the API: use serveSandbox.\n';

function requireToken(token: string): void {
  if (typeof token === 'string' && /^[\w.~-]{1,256}$/.test(token)) return;
  // The value is a secret, so the message does not repeat it.
  throw new TypeError('Invalid token: pass 1 to 256 letters, digits and -._~');
}
