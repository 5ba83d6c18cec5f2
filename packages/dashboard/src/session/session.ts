import { ApiFailure } from '@firsthandapi/ui';
import { type ReadonlySignal, signal } from '@preact/signals';

/** Who is signed in, and for which organization. */
export interface Member {
  readonly email: string;
  readonly role: string;
  readonly organization: { readonly id: string; readonly name: string };
}

/** Whether somebody is signed in. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'signed_in'; readonly member: Member };

/** The account operations, which the dashboard needs beside the public API. */
export interface AccountPort {
  me(): Promise<Member>;
  requestCode(email: string): Promise<void>;
  signIn(email: string, code: string): Promise<Member>;
  signOut(): Promise<void>;
}

/** The session of this browser. Its secret is a cookie that scripts cannot read. */
export class Session {
  readonly #account: AccountPort;
  readonly #state = signal<SessionState>({ kind: 'loading' });

  constructor(account: AccountPort) {
    this.#account = account;
  }

  get state(): ReadonlySignal<SessionState> {
    return this.#state;
  }

  async open(): Promise<void> {
    try {
      this.#show(await this.#account.me());
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.ended();
    }
  }

  requestCode(email: string): Promise<void> {
    return this.#account.requestCode(email);
  }

  async signIn(email: string, code: string): Promise<void> {
    this.#show(await this.#account.signIn(email, code));
  }

  async signOut(): Promise<void> {
    await this.#account.signOut();
    this.ended();
  }

  /** The server no longer knows the session. */
  ended(): void {
    this.#state.value = { kind: 'signed_out' };
  }

  #show(member: Member): void {
    this.#state.value = { kind: 'signed_in', member };
  }
}
