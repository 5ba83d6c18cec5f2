import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, HostCommands } from './protocol.ts';

const MAIN = fileURLToPath(new URL('./host-main.ts', import.meta.url));

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A host in a process of its own, and the line on which it takes commands. */
export class HostProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  #count = 0;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.on('message', (answer: Answer) => this.#hear(answer));
    child.on('exit', (code) => this.#fail(`The host process ended with code ${code}`));
  }

  static async start(): Promise<HostProcess> {
    const child = fork(MAIN, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const [first] = (await once(child, 'message')) as [{ readonly url: string }];
    return new HostProcess(child, first.url);
  }

  ask<Name extends keyof HostCommands>(
    command: Name,
    ...[argument]: Parameters<HostCommands[Name]>
  ): ReturnType<HostCommands[Name]> {
    this.#count += 1;
    const number = this.#count;
    const answered = new Promise((resolve, reject) => {
      this.#asked.set(number, { resolve, reject });
      this.#child.send({ number, command, argument });
    });
    return answered as ReturnType<HostCommands[Name]>;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #hear(answer: Answer): void {
    if (!('number' in answer)) return;
    const asked = this.#asked.get(answer.number);
    this.#asked.delete(answer.number);
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.value);
  }

  #fail(reason: string): void {
    for (const { reject } of this.#asked.values()) reject(new Error(reason));
    this.#asked.clear();
  }
}
