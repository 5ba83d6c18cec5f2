import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RetryLaterError, UnavailableError } from '@firsthandapi/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { transcribe } from './whisper-transcriber.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let stop = () => {};
afterEach(() => stop());

/** Transcribes against a provider that gives one answer. Returns the outcome, and what the provider got. */
async function transcribed(answer: Answer) {
  const got = { form: '', authorization: '' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.form = Buffer.concat(chunks).toString('latin1');
    got.authorization = String(request.headers.authorization);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => server.close();
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { baseUrl, apiKey: 'test-key', model: 'whisper-1' };
  const outcome = await transcribe(settings, new Uint8Array([1, 2, 3]), 'audio/mp4').then(
    (transcript) => ({ transcript, error: undefined }),
    (error: unknown) => ({ transcript: undefined, error }),
  );
  return { ...outcome, got };
}

const ok = (body: object): Answer => ({ status: 200, body: JSON.stringify(body) });

describe('transcribe', () => {
  it('sends the recording as a file, and returns what is heard with its cost', async () => {
    const { transcript, got } = await transcribed(
      ok({
        text: ' A doorbell rings. ',
        language: 'english',
        duration: 12.5,
        segments: [{ text: ' A doorbell rings.' }],
      }),
    );
    expect(transcript).toEqual({
      text: 'A doorbell rings.',
      language: 'english',
      model: 'whisper-1',
      cost: 125_000,
    });
    expect(got.form).toContain('filename="sound.m4a"');
    expect(got.form).toContain('verbose_json');
    expect(got.authorization).toBe('Bearer test-key');
  });

  it('leaves out what the model has invented into silence, and what repeats without end', async () => {
    const { transcript } = await transcribed(
      ok({
        text: 'all of it',
        duration: 3,
        segments: [
          { text: ' Rain.', no_speech_prob: 0.1, avg_logprob: -0.2 },
          { text: ' Thank you for watching.', no_speech_prob: 0.9, avg_logprob: -1.4 },
          { text: ' la la la la', compression_ratio: 7 },
        ],
      }),
    );
    expect(transcript?.text).toBe('Rain.');
  });

  it('reads the answer of a server that has no segments', async () => {
    const { transcript } = await transcribed(ok({ text: 'Rain.' }));
    expect(transcript).toMatchObject({ text: 'Rain.', language: null, cost: 0 });
  });

  it('waits as long as the provider says', async () => {
    const { error } = await transcribed({
      status: 429,
      body: '{}',
      headers: { 'Retry-After': '7' },
    });
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error).toMatchObject({ delayMs: 7_000 });
  });

  it.each<[string, Answer]>([
    ['a refusal', { status: 400, body: '{"error":{}}' }],
    ['a failure', { status: 500, body: 'oops' }],
    [
      'a redirect, which would take the key along',
      { status: 302, body: '', headers: { Location: 'http://127.0.0.1:9/' } },
    ],
    ['text that is no JSON', { status: 200, body: 'hello' }],
    ['another form', ok({ words: [] })],
  ])('fails, and transcribes nothing, after %s', async (_name, answer) => {
    const { transcript, error } = await transcribed(answer);
    expect(transcript).toBeUndefined();
    expect(error).toBeInstanceOf(UnavailableError);
  });

  it('does not read a response that has no end', async () => {
    let hasEnded = false;
    const server = createServer((request, response) => {
      request.resume();
      const pour = () => {
        while (!hasEnded && response.write(Buffer.alloc(65_536, ' ')));
      };
      response.on('drain', pour).on('close', () => {
        hasEnded = true;
      });
      response.writeHead(200);
      pour();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => server.close();
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = { baseUrl, apiKey: undefined, model: 'whisper-1' };
    const outcome = transcribe(settings, new Uint8Array([1]), 'audio/mp4');
    await expect(outcome).rejects.toThrow('The transcriber did not answer');
    await expect(outcome).rejects.toMatchObject({ cause: { message: 'The response is too long' } });
  });
});
