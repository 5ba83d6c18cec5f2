import { RetryLaterError, UnavailableError } from '@firsthandapi/engine';
import { z } from 'zod';

/** Where recordings are transcribed: OpenAI, or a server of one's own that speaks its wire format. */
export interface WhisperSettings {
  /** Without a trailing slash, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Undefined for a server that asks for none. */
  readonly apiKey: string | undefined;
  readonly model: string;
}

/** What is heard in a recording. */
export interface Transcript {
  readonly text: string;
  readonly language: string | null;
  readonly model: string;
  /** Millionths of a US cent. */
  readonly cost: number;
}

/** Of a file, by the provider's own limit. */
export const MOST_SOUND_BYTES = 25 * 1_024 * 1_024;
const TIMEOUT_MS = 25_000;
const LARGEST_RESPONSE_BYTES = 1_000_000;
/** $0.006 a minute. */
const MICROCENTS_PER_SECOND = 10_000;
const DEFAULT_DELAY_MS = 10_000;

const segmentSchema = z.object({
  text: z.string(),
  avg_logprob: z.number().default(0),
  compression_ratio: z.number().default(1),
  no_speech_prob: z.number().default(0),
});
const responseSchema = z.object({
  text: z.string(),
  language: z.string().nullish(),
  duration: z.coerce.number().default(0),
  segments: z.array(segmentSchema).nullish(),
});
type Segment = z.infer<typeof segmentSchema>;

/** Transcribes a recording. What the model has invented into silence or repeats without end is left out. */
export async function transcribe(
  { baseUrl, apiKey, model }: WhisperSettings,
  sound: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Transcript> {
  const form = new FormData();
  form.set('file', new Blob([sound], { type: contentType }), `sound.${extensionOf(contentType)}`);
  form.set('model', model);
  form.set('response_format', 'verbose_json');
  const response = await fetch(`${baseUrl}/audio/transcriptions`, {
    method: 'POST',
    body: form,
    headers: apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(unavailable);
  const body = await textOf(response).catch(unavailable);
  if (!response.ok) refuse(response);
  const parsed = responseSchema.safeParse(parse(body));
  if (!parsed.success) {
    throw new UnavailableError('The transcription is not of the form that was asked for');
  }
  const { text, language, duration, segments } = parsed.data;
  const heard = segments?.filter(isSpeech).map((segment) => segment.text);
  return {
    text: (heard === undefined ? text : heard.join('')).trim(),
    language: language ?? null,
    model,
    cost: Math.ceil(duration * MICROCENTS_PER_SECOND),
  };
}

/** By the limits that the model's makers give for a failed segment. */
function isSpeech({ avg_logprob, compression_ratio, no_speech_prob }: Segment): boolean {
  if (compression_ratio > 2.4) return false;
  return !(no_speech_prob > 0.6 && avg_logprob < -1);
}

function extensionOf(contentType: string): string {
  if (contentType === 'audio/mpeg') return 'mp3';
  return contentType === 'audio/mp4' ? 'm4a' : 'wav';
}

/** Rejects when there is more than anything that was asked for: what follows is not read. */
async function textOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const pieces: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) return Buffer.concat(pieces).toString();
    pieces.push(value);
    size += value.byteLength;
    if (size <= LARGEST_RESPONSE_BYTES) continue;
    await reader?.cancel();
    throw new Error('The response is too long');
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function unavailable(error: unknown): never {
  throw new UnavailableError('The transcriber did not answer', { cause: error });
}

function refuse({ status, headers }: Response): never {
  const text = `The transcriber answered ${status}`;
  if (status !== 429) throw new UnavailableError(text);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  throw new RetryLaterError(seconds > 0 ? seconds * 1_000 : DEFAULT_DELAY_MS, text);
}
