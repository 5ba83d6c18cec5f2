import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from '../../src/host/http-server.ts';
import { sendJson } from '../../src/host/route-table.ts';

const document = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@firsthandapi/spec/worker.json')), 'utf8'),
);
const HALF_AN_HOUR = 1_800_000;

/** Worker operations that answer with the spec's own examples: every state of the app, without its rules. */
export class ExampleApi {
  readonly #formats: readonly string[];
  #isSignedIn = false;
  #missing = ['age_statement', 'terms', 'privacy'];
  #isAccepted = false;

  /** @param formats what the job accepts. */
  constructor(formats: readonly string[] = ['image/jpeg', 'image/png']) {
    this.#formats = formats;
  }

  readonly handle: RequestHandler = async (request, response) => {
    const body = await read(request);
    const path = (request.url ?? '').split('?', 1)[0]?.replace('/worker/v1', '') ?? '';
    this.#respond(`${request.method} ${path}`, body, response);
  };

  #respond(call: string, body: string, response: ServerResponse): void {
    const answer = this.#open(call, body) ?? (this.#isSignedIn ? this.#known(call, body) : UNKNOWN);
    const [status, payload] = answer ?? [404, example('error_not_found')];
    sendJson(response, status, payload);
  }

  /** What needs no session. */
  #open(call: string, body: string): Answer {
    if (call === 'POST /sign_in_codes') {
      const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
      return [202, { object: 'sign_in_code', expires_at: at(600_000), resend_at: at(60_000) }];
    }
    if (call === 'GET /documents') return [200, example('document_list')];
    if (call !== 'POST /sessions') return undefined;
    if (JSON.parse(body).code !== '123456') return [400, example('error_code')];
    this.#isSignedIn = true;
    return [201, { ...example('sign_in'), worker: this.#worker() }];
  }

  #known(call: string, body: string): Answer {
    if (call.startsWith('POST /me/')) return this.#onboard(JSON.parse(body));
    if (call.endsWith('/accept')) {
      this.#isAccepted = true;
      return [201, this.#assignment()];
    }
    if (call.startsWith('GET /jobs/')) {
      const assignment = this.#isAccepted ? this.#assignment() : null;
      return [200, { ...example('job'), accepted_formats: this.#formats, assignment }];
    }
    const lists: Readonly<Record<string, () => unknown>> = {
      'GET /me': () => this.#worker(),
      'GET /jobs': () => example('job_summary_list'),
      'GET /submissions': submissions,
      'GET /earnings': () => example('earnings'),
      'GET /earnings/entries': () => example('earning_entry_list'),
      'GET /trust': () => example('trust'),
      'GET /sessions': () => example('session_list'),
      'GET /me/passkeys': () => example('passkey_list'),
    };
    const list = lists[call];
    return list && [200, list()];
  }

  #onboard({ document: given }: { readonly document?: string }): Answer {
    this.#missing = this.#missing.filter((each) => each !== (given ?? 'age_statement'));
    return [200, this.#worker()];
  }

  #worker() {
    return { ...example('worker'), is_adult: true, missing: this.#missing };
  }

  #assignment() {
    const expires_at = new Date(Date.now() + HALF_AN_HOUR).toISOString();
    return { ...example('assignment'), status: 'running', slots: 2, expires_at };
  }
}

type Answer = readonly [status: number, body: unknown] | undefined;
const UNKNOWN: Answer = [401, example('error_authentication')];

function example(name: string): Record<string, unknown> {
  const found = document.components.examples[name];
  if (found === undefined) throw new Error(`The spec has no example ${name}`);
  return structuredClone(found.value);
}

/** Every submission that the spec shows, each with an id of its own. */
function submissions() {
  const examples: { readonly value: Record<string, unknown> }[] = Object.values(
    document.components.examples,
  );
  const data = examples
    .filter(({ value }) => value?.object === 'submission')
    .map(({ value }, index) => ({ ...value, id: `sub_${index}` }));
  return { object: 'list', data, has_more: false, next_cursor: null };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
