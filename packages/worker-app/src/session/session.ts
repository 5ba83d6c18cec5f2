import type { Worker } from '@firsthandapi/spec/worker';
import { ApiFailure, bodyOf } from '@firsthandapi/ui';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { WorkerApi } from '../api/worker-api.ts';

/** Who uses the app. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed_out' }
  /** Signed in, with an age statement or a consent missing. */
  | { readonly kind: 'onboarding'; readonly worker: Worker }
  | { readonly kind: 'signed_in'; readonly worker: Worker };

/** Where the last known account is kept, so that the app opens without a connection. */
export interface AccountMemory {
  read(): Worker | undefined;
  write(worker: Worker | undefined): void;
}

/** The session of this browser. Its secret is a cookie that scripts cannot read. */
export class Session {
  readonly #api: WorkerApi;
  readonly #memory: AccountMemory;
  readonly #state = signal<SessionState>({ kind: 'loading' });

  constructor(api: WorkerApi, memory: AccountMemory) {
    this.#api = api;
    this.#memory = memory;
  }

  get state(): ReadonlySignal<SessionState> {
    return this.#state;
  }

  /** Shows the last known account at once, and asks the server whether it is still signed in. */
  async open(): Promise<void> {
    const known = this.#memory.read();
    if (known !== undefined) this.show(known);
    try {
      this.show(await bodyOf(this.#api.GET('/worker/v1/me')));
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) this.ended();
      else if (known === undefined) this.#state.value = { kind: 'signed_out' };
    }
  }

  /** Takes over an account as the server returned it. */
  show(worker: Worker): void {
    this.#memory.write(worker);
    const kind = worker.missing.length > 0 ? 'onboarding' : 'signed_in';
    this.#state.value = { kind, worker };
  }

  /** The server no longer knows the session. Files in the outbox stay. */
  ended(): void {
    this.#memory.write(undefined);
    this.#state.value = { kind: 'signed_out' };
  }

  async signOut(): Promise<void> {
    await bodyOf(this.#api.DELETE('/worker/v1/sessions/current'));
    this.ended();
  }
}
