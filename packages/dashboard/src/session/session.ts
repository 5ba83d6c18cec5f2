import type { SignedIn } from '@firsthandapi/spec/account';
import { ApiFailure, bodyOf, choosePasskey } from '@firsthandapi/ui';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AccountApi } from '../api/account-api.ts';

/** Whether somebody is signed in. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'signed_in'; readonly signedIn: SignedIn };

/** What signing in needs: the name of the organization only for an address that acts for none. */
export interface SignInInput {
  readonly email: string;
  readonly code: string;
  /** A code of the authenticator app, or a recovery code, of who has one. */
  readonly totp?: string;
  readonly organization_name?: string;
}

/** The session of this browser. Its secret is a cookie that scripts cannot read. */
export class Session {
  readonly #account: AccountApi;
  readonly #state = signal<SessionState>({ kind: 'loading' });

  constructor(account: AccountApi) {
    this.#account = account;
  }

  get state(): ReadonlySignal<SessionState> {
    return this.#state;
  }

  async open(): Promise<void> {
    try {
      this.#show(await bodyOf(this.#account.GET('/account/v1/sessions/current')));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.ended();
    }
  }

  /** Reads it again. What cannot be read now stays as it was. */
  async refresh(): Promise<void> {
    try {
      this.#show(await bodyOf(this.#account.GET('/account/v1/sessions/current')));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
    }
  }

  async requestCode(email: string): Promise<void> {
    await bodyOf(this.#account.POST('/account/v1/sign_in_codes', { body: { email } }));
  }

  async signIn(body: SignInInput): Promise<void> {
    this.#show(await bodyOf(this.#account.POST('/account/v1/sessions', { body })));
  }

  /** Lets the person choose a passkey, and signs in with it. Does nothing when they change their mind. */
  async signInWithPasskey(): Promise<void> {
    const { challenge, options } = await bodyOf(this.#account.GET('/account/v1/passkey_challenge'));
    const used = await choosePasskey(options);
    if (used === undefined) return;
    const body = { challenge, ...used };
    this.#show(await bodyOf(this.#account.POST('/account/v1/passkey_sessions', { body })));
  }

  /** Makes who follows the link of an invitation a member, under an address of their own where it was sent to none. */
  async accept(token: string, email?: string): Promise<void> {
    const body = { token, ...(email !== undefined && { email }) };
    this.#show(await bodyOf(this.#account.POST('/account/v1/invitations/accept', { body })));
  }

  async signOut(): Promise<void> {
    await bodyOf(this.#account.DELETE('/account/v1/sessions/current'));
    this.ended();
  }

  /** The server no longer knows the session. */
  ended(): void {
    this.#state.value = { kind: 'signed_out' };
  }

  #show(signedIn: SignedIn): void {
    this.#state.value = { kind: 'signed_in', signedIn };
  }
}
