import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { headerReader } from '../http/messages.ts';
import { MemoryMail } from '../mail/memory-mail.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { MINUTE, type TestAccount, TestEngine } from '../testing/test-engine.ts';
import { PART_BYTES } from '../uploads/upload-parts.ts';
import { peopleService } from './people-service.ts';

const JOB = {
  type: 'data_collection',
  description: 'Photos of coffee cups from above',
  files_needed: 5,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};
const TUS = { 'tus-resumable': '1.0.0' };

let mail: MemoryMail;
let world: TestEngine;
let account: TestAccount;
let token: string;
let jobId: string;

beforeEach(async () => {
  mail = new MemoryMail();
  const scorer = { assess: async () => assessmentOf(4) };
  const readMedia = async () => ({ width: 640, height: 480, duration_seconds: null });
  world = new TestEngine({ people: peopleService }, { mail, scorer, readMedia });
  account = await world.openOrganization();
  await new People(world).fund(account.organizationId);
  token = await join('ines@example.org');
  jobId = (await world.post('/v1/jobs', account.live, JOB)).body.id;
  await world.post(`/worker/v1/jobs/${jobId}/accept`, token, {});
});

async function join(email: string): Promise<string> {
  await world.post('/worker/v1/sign_in_codes', '', { email });
  await world.passTime(0);
  const code = mail.messages.at(-1)?.text.match(/\d{3} \d{3}/)?.[0];
  const signedIn = await world.post('/worker/v1/sessions', '', { email, code, delivery: 'token' });
  const session = signedIn.body.token;
  await world.post('/worker/v1/me/age_statement', session, { is_adult: true });
  const { body } = await world.get('/worker/v1/documents');
  for (const { document, version } of body.data) {
    await world.post('/worker/v1/me/consents', session, { document, version });
  }
  return session;
}

function bytesOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256);
}

async function announce(content: Uint8Array, hash = bytesToHex(sha256(content))): Promise<string> {
  const { body } = await world.post(`/worker/v1/jobs/${jobId}/uploads`, token, {
    content_type: 'image/jpeg',
    size_bytes: content.length,
    sha256: hash,
  });
  return body.id;
}

interface Sent {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** The connection breaks after so many bytes. Default: it does not. */
  readonly breaksAfter?: number;
  readonly as?: string;
}

async function* arriving({ bytes, breaksAfter }: Sent): AsyncGenerator<Uint8Array> {
  const end = Math.min(breaksAfter ?? bytes.length, bytes.length);
  for (let at = 0; at < end; at += 65_536) yield bytes.subarray(at, Math.min(end, at + 65_536));
  if (breaksAfter !== undefined) throw new Error('The connection was lost');
}

function call(method: string, id: string, headers: Record<string, string>, sent?: Sent) {
  return world.engine.handle({
    method,
    url: `/worker/v1/uploads/${id}/content`,
    headers: headerReader({ authorization: `Bearer ${sent?.as ?? token}`, ...TUS, ...headers }),
    body: null,
    ...(sent !== undefined && { content: () => arriving(sent) }),
  });
}

function patch(id: string, sent: Sent) {
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(sent.offset),
  };
  return call('PATCH', id, headers, sent);
}

async function offsetOf(id: string): Promise<number> {
  const { headers } = await call('HEAD', id, {});
  return Number(headers['Upload-Offset']);
}

function contentOf(id: string) {
  return world.ports.files.open(id, account.organizationId);
}

describe('the content of an upload', () => {
  it('arrives in one request, and can then be submitted', async () => {
    const bytes = bytesOf(3 * PART_BYTES + 17);
    const id = await announce(bytes);
    expect(await patch(id, { offset: 0, bytes })).toMatchObject({
      status: 204,
      headers: { 'Upload-Offset': String(bytes.length) },
    });
    expect(await contentOf(id)).toEqual(bytes);
    const body = { upload_id: id, capture: { method: 'in_app' } };
    const submitted = await world.post(`/worker/v1/jobs/${jobId}/submissions`, token, body);
    expect(submitted.status).toBe(201);
  });

  it('is the same whatever pieces it comes in, and wherever connections break', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 * PART_BYTES }),
        fc.array(fc.integer({ min: 0, max: 2 * PART_BYTES }), { maxLength: 5 }),
        async (size, breaks) => {
          const bytes = bytesOf(size);
          const id = await announce(bytes);
          for (const breaksAfter of breaks) {
            const offset = await offsetOf(id);
            if (offset === size) break;
            const before = offset;
            await patch(id, { offset, bytes: bytes.subarray(offset), breaksAfter });
            expect(await offsetOf(id)).toBe(Math.min(size, before + breaksAfter));
          }
          const offset = await offsetOf(id);
          if (offset < size) await patch(id, { offset, bytes: bytes.subarray(offset) });
          expect(await contentOf(id)).toEqual(bytes);
          await world.transact((work) => work.tables.uploads.delete(id));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('keeps no part once it is whole', async () => {
    const bytes = bytesOf(2 * PART_BYTES);
    const id = await announce(bytes);
    await patch(id, { offset: 0, bytes });
    for (const offset of [0, PART_BYTES]) {
      expect(await contentOf(`${id}.part.${offset}`)).toBeUndefined();
    }
  });

  it('is refused, and the upload is gone, when it is not what was announced', async () => {
    const bytes = bytesOf(100);
    const id = await announce(bytes, '0'.repeat(64));
    expect((await patch(id, { offset: 0, bytes })).status).toBe(460);
    expect((await call('HEAD', id, {})).status).toBe(404);
    expect(await contentOf(id)).toBeUndefined();
  });

  it('continues only where the server’s copy ends, and never beyond its announced size', async () => {
    const bytes = bytesOf(100);
    const id = await announce(bytes);
    expect((await patch(id, { offset: 10, bytes })).status).toBe(409);
    expect((await patch(id, { offset: 0, bytes: bytesOf(101) })).status).toBe(413);
  });

  it('is put together by the next request when the process ended before it was', async () => {
    const bytes = bytesOf(50);
    const id = await announce(bytes);
    await world.ports.files.put(`${id}.part.0`, account.organizationId, bytes);
    await world.transact(async ({ tables }) => {
      const upload = await tables.uploads.get(id);
      if (upload !== undefined) {
        await tables.uploads.update({ ...upload, parts: [0], received_bytes: bytes.length });
      }
    });
    expect(await offsetOf(id)).toBe(bytes.length);
    expect(await contentOf(id)).toEqual(bytes);
  });

  it('belongs to its worker: others and strangers see nothing', async () => {
    const bytes = bytesOf(10);
    const id = await announce(bytes);
    const other = await join('other@example.org');
    expect((await patch(id, { offset: 0, bytes, as: other })).status).toBe(404);
    expect((await patch(id, { offset: 0, bytes, as: 'fh_worker_x' })).status).toBe(401);
  });

  it('is deleted with its parts when it is not submitted in time', async () => {
    const bytes = bytesOf(PART_BYTES + 5);
    const id = await announce(bytes);
    await patch(id, { offset: 0, bytes: bytes.subarray(0, PART_BYTES + 1) });
    await world.passTime(31 * MINUTE);
    expect((await call('HEAD', id, {})).status).toBe(404);
    for (const offset of [0, PART_BYTES]) {
      expect(await contentOf(`${id}.part.${offset}`)).toBeUndefined();
    }
  });

  it.each([
    ['another version of the protocol', 'HEAD', { 'tus-resumable': '0.2.0' }, 412],
    ['another content type', 'PATCH', { 'content-type': 'text/plain' }, 415],
    ['an offset that is no number', 'PATCH', { 'upload-offset': 'NaN' }, 400],
    ['a method that it has not', 'POST', {}, 405],
  ])('refuses %s', async (_name, method, headers, status) => {
    const id = await announce(bytesOf(10));
    const standard = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    expect((await call(method, id, { ...standard, ...headers })).status).toBe(status);
  });
});
