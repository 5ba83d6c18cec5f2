import { accountService } from '../account-dispatch/account-service.ts';
import type { EngineOptions } from '../engine.ts';
import { MemoryMail } from '../mail/memory-mail.ts';
import type { Ports } from '../ports.ts';
import type { Environment, MemberRole } from '../store/records.ts';
import { ORIGIN, TestEngine, type TestResponse } from './test-engine.ts';

export interface BrowserCall {
  readonly body?: unknown;
  readonly environment?: Environment;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service with members' accounts, and the mails that it has sent. */
export interface AccountWorld {
  readonly world: TestEngine;
  readonly mail: MemoryMail;
}

/** Opens a service with members' accounts. */
export function openAccountWorld(
  options: EngineOptions = {},
  ports: Partial<Ports> = {},
): AccountWorld {
  const mail = new MemoryMail();
  const world = new TestEngine(
    { accounts: accountService, origin: ORIGIN, ...options },
    { mail, ...ports },
  );
  return { world, mail };
}

let browsers = 0;

/** A browser on the service's own pages, with the cookie that it was given. */
export class TestBrowser {
  readonly #of: AccountWorld;
  readonly #ip: string;
  /** What the browser sends as `Cookie`. */
  cookie = '';

  constructor(of: AccountWorld) {
    browsers += 1;
    this.#of = of;
    this.#ip = `192.0.2.${browsers % 256}`;
  }

  async call(method: string, path: string, call: BrowserCall = {}): Promise<TestResponse> {
    const response = await this.#of.world.call(method, path, {
      body: call.body,
      ip: this.#ip,
      headers: {
        origin: ORIGIN,
        'user-agent': 'Test browser',
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(call.environment && { 'firsthand-environment': call.environment }),
        ...call.headers,
      },
    });
    const [set] = (response.headers.get('set-cookie') ?? '').split(';');
    if (set !== undefined && set !== '') this.cookie = set.endsWith('=') ? '' : set;
    return response;
  }

  /** Asks for a code and returns it. */
  async requestCode(email: string): Promise<string> {
    const { status } = await this.call('POST', '/account/v1/sign_in_codes', { body: { email } });
    if (status !== 202) throw new Error(`No code was sent: ${status}`);
    await this.#of.world.passTime(0);
    return this.#of.mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0] ?? '';
  }

  /** Signs in with a code, or signs up under a name. */
  async signIn(email: string, organization_name?: string): Promise<TestResponse> {
    const code = await this.requestCode(email);
    const body = { email, code, ...(organization_name && { organization_name }) };
    return this.call('POST', '/account/v1/sessions', { body });
  }

  /** Asks for the code of a proof and returns it. */
  async requestProofCode(): Promise<string> {
    const { status } = await this.call('POST', '/account/v1/proof_codes');
    if (status !== 202) throw new Error(`No code was sent: ${status}`);
    await this.#of.world.passTime(0);
    return this.#of.mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0] ?? '';
  }

  /** Proves who is there, by a code. */
  async prove(): Promise<TestResponse> {
    const code = await this.requestProofCode();
    return this.call('POST', '/account/v1/proofs', { body: { code } });
  }

  /** Invites an address, and accepts in a browser of its own. */
  async admit(email: string, role: MemberRole): Promise<TestBrowser> {
    const { status } = await this.call('POST', '/account/v1/members', { body: { email, role } });
    if (status !== 201) throw new Error(`Nobody was invited: ${status}`);
    await this.#of.world.passTime(0);
    const invited = new TestBrowser(this.#of);
    await invited.call('POST', '/account/v1/invitations/accept', {
      body: { token: invitationToken(this.#of.mail) },
    });
    return invited;
  }
}

/** The token in the link of the last mail. */
export function invitationToken(mail: MemoryMail): string {
  return mail.messages.at(-1)?.text.match(/#(\S+)/)?.[1] ?? '';
}

/** Signs up an organization, in a browser of its owner. */
export async function signUp(of: AccountWorld, email = 'ines@example.org'): Promise<TestBrowser> {
  const browser = new TestBrowser(of);
  const { status } = await browser.signIn(email, 'Tabletop Research');
  if (status !== 201) throw new Error(`Nobody signed up: ${status}`);
  return browser;
}
