import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Anthropic from '@anthropic-ai/sdk';
import type { JudgeReply } from '@firsthandapi/scoring';

/** How the provider answers one call. */
export type FakeAnswer =
  | { readonly kind: 'message'; readonly text: string; readonly stop?: Anthropic.StopReason }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'half' };

/** The provider, on a port of this machine. It answers as the script says, and the last answer for ever. */
export class FakeClaude {
  /** What it was asked, as the client's own types have it. */
  readonly requests: Anthropic.MessageCreateParamsNonStreaming[] = [];
  /** The `Authorization` of each request. */
  readonly keys: (string | undefined)[] = [];
  readonly #answers: FakeAnswer[];
  readonly #server = createServer((request, response) => {
    read(request).then(
      (body) => {
        this.requests.push(JSON.parse(body));
        this.keys.push(request.headers.authorization);
        const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
        if (answer === undefined || answer.kind === 'half') {
          response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 500 });
          response.write('{"id":"msg_1","type":"mess');
          setImmediate(() => response.destroy());
          return;
        }
        const [status, payload] =
          answer.kind === 'status'
            ? [answer.status, { type: 'error', error: { type: 'fake', message: 'fake' } }]
            : [200, messageOf(this.requests.at(-1)?.model ?? '', answer)];
        response.writeHead(status, {
          'Content-Type': 'application/json',
          ...(answer.kind === 'status' && answer.headers),
        });
        response.end(JSON.stringify(payload));
      },
      () => response.destroy(),
    );
  });

  constructor(...answers: readonly FakeAnswer[]) {
    this.#answers = [...answers];
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** An answer with a rating, whose fields may be replaced. */
export function rating(
  dimensions: JudgeReply['dimensions'],
  fields: Readonly<Record<string, unknown>> = {},
): FakeAnswer {
  const reply = {
    ...dimensions,
    reasoning: 'The whole cup is visible.',
    confidence: 0.9,
    visible_text: [],
    addresses_grader: false,
    safety_categories: [],
    ...fields,
  };
  return { kind: 'message', text: JSON.stringify(reply) };
}

function messageOf(model: string, { text, stop = 'end_turn' }: FakeAnswer & { kind: 'message' }) {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [{ type: 'text', text, citations: null }],
    stop_reason: stop,
    stop_sequence: null,
    usage: { input_tokens: 3_000, output_tokens: 200 },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
