import type Anthropic from '@anthropic-ai/sdk';
import { RetryLaterError, UnavailableError } from '@firsthandapi/engine';
import {
  JUDGE_SCHEMA,
  type JudgePrompt,
  type JudgeReply,
  parseJudgeReply,
} from '@firsthandapi/scoring';
import type { CallPace } from './call-pace.ts';
import { costOf } from './model-prices.ts';

/** What a model said, and what that cost. */
export interface Judgement<T> {
  /** Undefined when the model refused, or said something that is not what it was asked for. */
  readonly reply: T | undefined;
  readonly model: string;
  /** Millionths of a US cent. */
  readonly cost: number;
}

export interface ClaudeSettings {
  readonly apiKey: string;
  /** Default: Anthropic's. */
  readonly baseUrl?: string | undefined;
  readonly pace: CallPace;
}

const TIMEOUT_MS = 25_000;
const MOST_OUTPUT_TOKENS = 600;
const OVERLOADED = 529;
/** When the provider refuses and does not say until when. */
const DEFAULT_DELAY_MS = 10_000;
const LONGEST_DELAY_MS = 3_600_000;

/** Asks Claude for ratings and descriptions. Failures are thrown: none of them is a rating. */
export class ClaudeJudge {
  readonly #client: Anthropic;
  readonly #pace: CallPace;

  private constructor(client: Anthropic, pace: CallPace) {
    this.#client = client;
    this.#pace = pace;
  }

  /** Loads the provider's client, which servers without a key never do. */
  static async open({ apiKey, baseUrl, pace }: ClaudeSettings): Promise<ClaudeJudge> {
    const { default: Client } = await import('@anthropic-ai/sdk');
    // The engine decides about retries: it remembers them across a crash.
    const client = new Client({
      apiKey,
      // Nothing of the environment that the configuration does not know of.
      authToken: null,
      baseURL: baseUrl ?? 'https://api.anthropic.com',
      maxRetries: 0,
      timeout: TIMEOUT_MS,
    });
    return new ClaudeJudge(client, pace);
  }

  /** Returns a model's rating. `image` is a JPEG. */
  async rate(
    model: string,
    prompt: JudgePrompt,
    image: Uint8Array | null,
  ): Promise<Judgement<JudgeReply>> {
    const { reply, ...rest } = await this.#ask(model, prompt, image, {
      output_config: { format: { type: 'json_schema', schema: { ...JUDGE_SCHEMA } } },
    });
    return { ...rest, reply: reply === undefined ? undefined : parseJudgeReply(reply) };
  }

  /** Returns a model's description of a picture, in its own words. */
  describe(model: string, prompt: JudgePrompt, image: Uint8Array): Promise<Judgement<string>> {
    return this.#ask(model, prompt, image, {});
  }

  async #ask(
    model: string,
    { system, user }: JudgePrompt,
    image: Uint8Array | null,
    options: Pick<Anthropic.MessageCreateParamsNonStreaming, 'output_config'>,
  ): Promise<Judgement<string>> {
    this.#pace.take();
    const content: Anthropic.ContentBlockParam[] = [
      // Pictures before text, as the provider advises.
      ...(image === null ? [] : [imageBlock(image)]),
      { type: 'text', text: user },
    ];
    const message = await this.#client.messages
      .create({
        model,
        max_tokens: MOST_OUTPUT_TOKENS,
        system,
        messages: [{ role: 'user', content }],
        ...options,
      })
      .catch(rethrow);
    const { usage, stop_reason } = message;
    const cost = costOf(model, { input: usage.input_tokens, output: usage.output_tokens });
    const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
    // A refusal, or a response that was cut off, says nothing about the file.
    return { reply: stop_reason === 'end_turn' ? text : undefined, model: message.model, cost };
  }
}

function imageBlock(jpeg: Uint8Array): Anthropic.ImageBlockParam {
  const data = Buffer.from(jpeg).toString('base64');
  return { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data } };
}

/** Sorts what the provider's client throws: asking again helps later, or not before somebody mends the settings. */
function rethrow(error: unknown): never {
  const { status, headers } = error as { status?: number; headers?: Headers };
  const text = `Claude did not answer${status === undefined ? '' : ` (${status})`}`;
  if (status === 429 || status === OVERLOADED) {
    throw new RetryLaterError(delayOf(headers), text, { cause: error });
  }
  throw new UnavailableError(text, { cause: error });
}

function delayOf(headers: Headers | undefined): number {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (milliseconds > 0) return Math.min(LONGEST_DELAY_MS, milliseconds);
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return seconds > 0 ? Math.min(LONGEST_DELAY_MS, seconds * 1_000) : DEFAULT_DELAY_MS;
}
