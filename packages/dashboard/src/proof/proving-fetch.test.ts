import { describe, expect, it } from 'vitest';
import { provingFetch } from './proving-fetch.ts';

const NEEDS_PROOF = { error: { type: 'authorization_error', details: [{ field: 'proof' }] } };

function requestOf(): Request {
  return new Request('http://localhost/v1/api_keys', {
    method: 'POST',
    headers: { 'Idempotency-Key': 'once' },
    body: '{"name":"Mine"}',
  });
}

/** Answers with these responses in turn, and notes what it was sent. */
function recorder(...responses: Response[]) {
  const sent: string[] = [];
  const send = async (request: Request) => {
    sent.push(`${request.headers.get('Idempotency-Key')} ${await request.text()}`);
    const response = responses.shift();
    if (response === undefined) throw new Error('No response is left');
    return response;
  };
  return { sent, send };
}

describe('provingFetch', () => {
  it('repeats the same request, with its body and key, after a proof', async () => {
    const { sent, send } = recorder(
      Response.json(NEEDS_PROOF, { status: 403 }),
      Response.json({}, { status: 201 }),
    );
    const response = await provingFetch(send, async () => true)(requestOf());
    expect(response.status).toBe(201);
    expect(sent).toEqual(['once {"name":"Mine"}', 'once {"name":"Mine"}']);
  });

  it('returns the refusal when there is no proof, with its body unread', async () => {
    const { sent, send } = recorder(Response.json(NEEDS_PROOF, { status: 403 }));
    const response = await provingFetch(send, async () => false)(requestOf());
    expect([response.status, sent.length]).toEqual([403, 1]);
    expect(await response.json()).toEqual(NEEDS_PROOF);
  });

  it.each([
    Response.json({ error: { type: 'authorization_error' } }, { status: 403 }),
    new Response('not JSON', { status: 403 }),
    Response.json(NEEDS_PROOF, { status: 400 }),
    Response.json({}, { status: 200 }),
  ])('asks for no proof after another response', async (response) => {
    const { send } = recorder(response);
    const prove = () => Promise.reject(new Error('Nobody is asked'));
    expect(await provingFetch(send, prove)(requestOf())).toBe(response);
  });
});
