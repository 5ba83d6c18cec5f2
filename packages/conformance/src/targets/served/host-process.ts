import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command, HostCommands, Reply } from './protocol.ts';

/** Hosts run the same sources: what the first has compiled, the others load. */
const COMPILE_CACHE = fileURLToPath(new URL('../../../node_modules/.cache/hosts', import.meta.url));
const MAIN = fileURLToPath(new URL('./host-main.ts', import.meta.url));

interface PendingCommand {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A host in a child process, which takes commands over IPC. */
export class HostProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, PendingCommand>();
  #count = 0;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.on('message', (reply: Reply) => this.#settle(reply));
    child.on('exit', (code) => this.#fail(`The host process exited with code ${code}`));
  }

  static async start(): Promise<HostProcess> {
    const child = fork(MAIN, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
    });
    const [first] = (await once(child, 'message')) as [{ readonly url: string }];
    return new HostProcess(child, first.url);
  }

  /** Executes a command in the host process and resolves with its result. */
  execute<Name extends keyof HostCommands>(
    name: Name,
    ...[argument]: Parameters<HostCommands[Name]>
  ): ReturnType<HostCommands[Name]> {
    this.#count += 1;
    const number = this.#count;
    const result = new Promise((resolve, reject) => {
      this.#pending.set(number, { resolve, reject });
      const command: Command = { number, name, argument };
      this.#child.send(command);
    });
    return result as ReturnType<HostCommands[Name]>;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #settle(reply: Reply): void {
    if (!('number' in reply)) return;
    const pending = this.#pending.get(reply.number);
    this.#pending.delete(reply.number);
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.value);
  }

  #fail(reason: string): void {
    for (const { reject } of this.#pending.values()) reject(new Error(reason));
    this.#pending.clear();
  }
}
