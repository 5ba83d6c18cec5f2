import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalSandbox } from '../local/local-sandbox.ts';
import { CONTROL_ROOT } from '../remote/control-routes.ts';
import { answerWindow, isWindowPath } from '../window/answer-window.ts';
import { pageFile } from '../window/page-files.ts';
import type { ControlAccess } from './control-access.ts';
import { ControlError } from './control-error.ts';
import { describeWorld } from './perform-control.ts';
import { closeSignal } from './read-request.ts';
import { routeControl } from './route-control.ts';
import { sendAnswer, sendJson, sendPage } from './send-answer.ts';

/** True when the path belongs to the controls or the window. */
export function isControl(url: string): boolean {
  return /^\/_sandbox(?:[/?#]|$)/.test(url);
}

/** What answers controls. */
export interface ControlHost {
  /** Undefined until the default world has begun. */
  readonly sandbox: LocalSandbox | undefined;
  readonly access: ControlAccess;
  /** True when the API answers over HTTP under the sandbox's base URL. */
  readonly servesApi: boolean;
}

/** Answers the controls of a sandbox and its window. */
export async function answerControl(
  { sandbox, access, servesApi }: ControlHost,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(incoming.url ?? '/', 'http://sandbox');
    if (url.pathname === `${CONTROL_ROOT}/health`) {
      sendJson(outgoing, sandbox === undefined ? 503 : 200, describeHealth(sandbox));
      return;
    }
    access.requirePlace(incoming);
    const file = incoming.method === 'GET' ? await pageFile(url.pathname) : undefined;
    if (file !== undefined) {
      sendPage(outgoing, file);
      return;
    }
    access.requireControl(incoming, url);
    if (sandbox === undefined) throw new ControlError(503, 'The sandbox is starting; try again');
    if (isWindowPath(url.pathname)) {
      const { method = 'GET' } = incoming;
      const signal = closeSignal(outgoing);
      sendAnswer(outgoing, await answerWindow(sandbox, { method, url, signal, servesApi }));
    } else sendJson(outgoing, 200, await routeControl(sandbox, incoming, url));
  } catch (error) {
    const status =
      error instanceof ControlError ? error.status : error instanceof TypeError ? 400 : 409;
    const message = error instanceof Error ? error.message : String(error);
    sendJson(outgoing, status, { error: { message } });
  }
}

/** Whether the sandbox is ready, and how the first of its worlds keeps time, which a client may take for its own. */
function describeHealth(sandbox: LocalSandbox | undefined) {
  if (sandbox === undefined) return { status: 'starting' };
  const [world] = sandbox.worlds;
  if (world === undefined) return { status: 'ok' };
  const { speed, signsWithMachineTime } = world.inspect();
  const { clock: mode, now } = describeWorld(world);
  return {
    status: 'ok',
    clock: { mode, speed, now, signs_with_machine_time: signsWithMachineTime },
  };
}
