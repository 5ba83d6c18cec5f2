import { createSecretKey, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { UnavailableError } from '@firsthandapi/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { S3Settings } from '../src/aws/aws-settings.ts';
import { BucketStorage } from '../src/files/bucket-storage.ts';
import { S3Bucket } from '../src/files/s3-bucket.ts';
import { SealedFiles } from '../src/files/sealed-files.ts';
import { CHUNK_BYTES } from '../src/files/sealed-format.ts';
import { UploadMemory } from '../src/files/upload-memory.ts';
import { writeInParts } from '../src/files/write-in-parts.ts';
import {
  generateKeyMaterial,
  type KeyMaterial,
  withNewVersion,
} from '../src/keyring/key-material.ts';
import { LocalKeyring } from '../src/keyring/local-keyring.ts';
import { FakeS3, type Fault, type SeenRequest } from '../src/testing/fake-s3.ts';

const MEGABYTE = 1_024 * 1_024;
/** Stands for a megabyte where files have parts, so that they are small. */
const UNIT = 4 * 1_024;
const SMALL_PARTS = { longestWhole: 16 * UNIT, part: 8 * UNIT };
const DATA_KEY = createSecretKey(randomBytes(32));
const KEYS = { dataKey: async () => DATA_KEY };

describe('files in a bucket', () => {
  let s3: FakeS3;
  let settings: S3Settings;
  let storage: BucketStorage;
  let files: SealedFiles;
  let material: KeyMaterial;
  let keyring: LocalKeyring;

  beforeEach(async () => {
    s3 = new FakeS3();
    s3.smallestPart = 5 * UNIT;
    settings = await s3.listen();
    storage = new BucketStorage(settings, SMALL_PARTS);
    material = generateKeyMaterial();
    keyring = new LocalKeyring({ load: () => material });
    files = new SealedFiles(storage, keyring, KEYS);
  });
  afterEach(async () => {
    storage.close();
    await s3.close();
  });

  async function read(key: string, range?: { first: number; last: number }) {
    const stream = await files.open(key, 'org_1', range);
    return stream && buffer(stream as unknown as AsyncIterable<Uint8Array>);
  }

  /** The fault for the first requests that match, and no fault for those after them. */
  function failTimes(times: number, fault: Fault, matches: (request: SeenRequest) => boolean) {
    let left = times;
    s3.fault = (request) => {
      if (left === 0 || !matches(request)) return undefined;
      left -= 1;
      return fault;
    };
  }

  const isPart = ({ query }: SeenRequest) => query.has('partNumber');
  const isCompletion = ({ method, query }: SeenRequest) =>
    method === 'POST' && query.has('uploadId');

  it('stores up to 16 MiB whole, and more in parts that hold what was written', async () => {
    s3.smallestPart = 5 * MEGABYTE;
    const real = new BucketStorage(settings);
    files = new SealedFiles(real, keyring, KEYS);
    const small = randomBytes(15 * MEGABYTE);
    const large = randomBytes(24 * MEGABYTE + 5);
    await files.put('small', 'org_1', small);
    expect(s3.requests.filter((line) => line.startsWith('POST'))).toEqual([]);
    await files.put('large', 'org_1', large);
    expect(s3.requests.filter((line) => line.startsWith('POST'))).toHaveLength(2);
    expect((await read('small'))?.equals(small)).toBe(true);
    expect((await read('large'))?.equals(large)).toBe(true);
    expect(s3.uploads.size).toBe(0);
    real.close();
  });

  it('contains neither the content nor its name in what the bucket gets', async () => {
    const text = 'This sentence must not be found at rest. ';
    await files.put('exports/readable-name.json', 'org_1', Buffer.from(text.repeat(2_000)));
    for (const [key, parts] of s3.objects) {
      expect(key).toMatch(/^files\/[0-9a-f]{2}\/[0-9a-f]{62}$/);
      expect(Buffer.concat(parts).includes('must not be found')).toBe(false);
    }
    expect(s3.objects.size).toBe(1);
  });

  it('reads the windows that a range needs, and none besides', async () => {
    const content = randomBytes(17 * UNIT);
    await files.put('content', 'org_1', content);
    s3.requests.length = 0;
    const range = { first: 7 * UNIT, last: 7 * UNIT + 100 };
    expect(
      (await read('content', range))?.equals(content.subarray(range.first, range.last + 1)),
    ).toBe(true);
    // The header, and the one chunk.
    expect(s3.requests).toHaveLength(2);
  });

  it.each([
    { status: 503, code: 'SlowDown' },
    { status: 500, code: 'InternalError' },
    { status: 400, code: 'RequestTimeout' },
    'cut',
  ] as const)('tries again after %j, and loses nothing', async (fault) => {
    const content = randomBytes(17 * UNIT);
    failTimes(3, fault, isPart);
    await files.put('content', 'org_1', content);
    failTimes(3, fault, ({ method }) => method === 'GET');
    expect((await read('content'))?.equals(content)).toBe(true);
    failTimes(3, fault, ({ method }) => method === 'DELETE');
    await files.delete('content');
    expect(await files.open('content', 'org_1')).toBeUndefined();
  });

  it('gives up after four attempts, and leaves nothing of an upload', async () => {
    failTimes(4, { status: 503, code: 'SlowDown' }, isPart);
    const writing = files.put('content', 'org_1', randomBytes(25 * UNIT));
    await expect(writing).rejects.toThrow('the bucket asks for fewer requests');
    await expect(writing).rejects.toBeInstanceOf(UnavailableError);
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  it('removes the parts of an upload whose source fails', async () => {
    async function* breaking() {
      for (let piece = 0; piece < 30; piece += 1) yield randomBytes(UNIT);
      throw new Error('The upload broke off');
    }
    await expect(files.put('content', 'org_1', breaking())).rejects.toThrow('broke off');
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  it('knows its own object when the response to the completion is lost', async () => {
    const content = randomBytes(17 * UNIT);
    failTimes(1, 'cut after', isCompletion);
    await files.put('content', 'org_1', content);
    expect((await read('content'))?.equals(content)).toBe(true);
  });

  it('rejects when the upload is gone and the object is another', async () => {
    await files.put('content', 'org_1', randomBytes(10));
    s3.fault = (request) => {
      if (isCompletion(request)) s3.uploads.clear();
      return undefined;
    };
    const writing = files.put('content', 'org_1', randomBytes(17 * UNIT));
    await expect(writing).rejects.toThrow('the bucket lost an upload');
  });

  it('treats an error in the body of a completion with status 200 as one', async () => {
    failTimes(4, { status: 200, code: 'InternalError' }, isCompletion);
    const writing = files.put('content', 'org_1', randomBytes(17 * UNIT));
    await expect(writing).rejects.toBeInstanceOf(UnavailableError);
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  it.each([
    ['NoSuchBucket', { bucket: 'another-bucket' }, 'S3_BUCKET does not exist'],
    [
      'SignatureDoesNotMatch',
      { credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'mistaken' } },
      'AWS_SECRET_ACCESS_KEY is wrong',
    ],
    [
      'InvalidAccessKeyId',
      { credentials: { accessKeyId: 'OTHER', secretAccessKey: 'mistaken' } },
      'AWS_ACCESS_KEY_ID is unknown',
    ],
    ['AuthorizationHeaderMalformed', { region: 'us-east-1' }, 'the bucket is in another region'],
  ])(
    'reports %s as unavailable, neither as deleted content nor with a secret',
    async (_, change, reason) => {
      const other = new BucketStorage({ ...settings, ...change });
      for (const use of [
        () => other.find(['ab/cd']),
        () => other.delete(['ab/cd']),
        () => other.hasAny(),
      ]) {
        const error = await use().then(
          () => undefined,
          (thrown) => thrown,
        );
        expect(error).toBeInstanceOf(UnavailableError);
        expect(String(error)).toContain(reason);
        expect(String(error)).not.toMatch(/AKIDTEST|OTHER|mistaken/);
      }
      other.close();
    },
  );

  it('asks once for what the service does not implement', async () => {
    const outcomes: string[] = [];
    const onAttempt = (_: string, outcome: string) => outcomes.push(outcome);
    const storage = new BucketStorage({ ...settings, onAttempt });
    s3.fault = () => ({ status: 501, code: 'NotImplemented' });
    await expect(storage.hasAny()).rejects.toThrow('the bucket responded with 501 NotImplemented');
    expect(outcomes).toEqual(['5xx']);
    storage.close();
  });

  it('ends an attempt without a response at its deadline, and the call with its signal', async () => {
    const outcomes: string[] = [];
    const onAttempt = (_: string, outcome: string) => outcomes.push(outcome);
    const impatient = new BucketStorage({ ...settings, attemptMs: 50, onAttempt });
    s3.fault = () => 'silence';
    await expect(impatient.find(['ab/cd'])).rejects.toThrow(
      /127\.0\.0\.1:\d+ \(S3_ENDPOINT\) did not respond in time/,
    );
    expect(outcomes).toEqual(['timeout', 'timeout', 'timeout', 'timeout']);
    const ended = AbortSignal.abort();
    await expect(storage.find(['ab/cd'], ended)).rejects.toBeInstanceOf(UnavailableError);
    impatient.close();
  });

  it('follows no redirect', async () => {
    const other = new FakeS3();
    const { endpoint } = await other.listen();
    s3.fault = () => ({ redirect: `${endpoint}/sealed-files/files/ab/cd` });
    await expect(storage.find(['ab/cd'])).rejects.toThrow('responded with 307');
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('fails when the object is replaced or deleted while it is read', async () => {
    await files.put('content', 'org_1', randomBytes(4 * CHUNK_BYTES));
    const replaced = await files.open('content', 'org_1');
    await files.put('content', 'org_1', randomBytes(4 * CHUNK_BYTES));
    const reading = buffer(replaced as unknown as AsyncIterable<Uint8Array>);
    await expect(reading).rejects.toThrow('was replaced while it was read');
    const deleted = await files.open('content', 'org_1');
    await files.delete('content');
    const rest = buffer(deleted as unknown as AsyncIterable<Uint8Array>);
    await expect(rest).rejects.toThrow('deleted or renamed while it was read');
  });

  it.each([0, 1, 2])('detects a bit that was flipped in chunk %i', async (place) => {
    await files.put('content', 'org_1', randomBytes(2 * CHUNK_BYTES + 9));
    const [[key, sealed] = ['', []]] = s3.objects;
    const altered = Buffer.concat(sealed);
    const at = 40 + place * (CHUNK_BYTES + 16) + 3;
    altered[at] = (altered[at] ?? 0) ^ 1;
    s3.objects.set(key, [altered]);
    await expect(read('content')).rejects.toThrow('is damaged');
    s3.objects.set(key, [Buffer.alloc(0)]);
    await expect(read('content')).rejects.toThrow('is damaged');
  });

  it('finds files under earlier signing keys, and renames them to the current one', async () => {
    await files.put('content', 'org_1', Buffer.from('kept'));
    const [earlier] = s3.objects.keys();
    material = withNewVersion(material, 'signingKeys', Date.now() - 60_000);
    keyring.reload();
    expect(String(await read('content'))).toBe('kept');
    expect(await files.renameToCurrent('content')).toBe(true);
    expect(await files.renameToCurrent('content')).toBe(false);
    expect([...s3.objects.keys()]).not.toContain(earlier);
    expect(String(await read('content'))).toBe('kept');
  });

  it('keeps a file under its earlier name when a copy fails in a response with status 200', async () => {
    await files.put('content', 'org_1', Buffer.from('kept'));
    material = withNewVersion(material, 'signingKeys', Date.now() - 60_000);
    keyring.reload();
    failTimes(1, { status: 200, code: 'InternalError' }, ({ method }) => method === 'PUT');
    await expect(files.renameToCurrent('content')).rejects.toBeInstanceOf(UnavailableError);
    expect(String(await read('content'))).toBe('kept');
    expect(await files.renameToCurrent('content')).toBe(true);
    expect(String(await read('content'))).toBe('kept');
  });

  it('rejects when the bucket returns the same pages of a list forever', async () => {
    s3.endlessList = true;
    await files.put('content', 'org_1', randomBytes(3));
    const all = async () => {
      for await (const _ of storage.list());
    };
    await expect(all()).rejects.toThrow('the bucket repeats a page of its list');
  });

  it.each([
    ['InternalError', 'the bucket responded with 200 InternalError'],
    ['', 'the bucket returns no list'],
  ])('does not take an error %j with status 200 for an empty bucket', async (code, problem) => {
    await files.put('content', 'org_1', randomBytes(3));
    s3.fault = () => ({ status: 200, code });
    const all = async () => {
      for await (const _ of storage.list());
    };
    await expect(all()).rejects.toThrow(problem);
    await expect(storage.hasAny()).rejects.toThrow(problem);
  });

  it('lists every file, page by page', async () => {
    s3.pageSize = 2;
    for (let number = 0; number < 5; number += 1) {
      await files.put(`file ${number}`, 'org_1', randomBytes(3));
    }
    s3.objects.set('elsewhere/x', [Buffer.alloc(1)]);
    const names: string[] = [];
    for await (const name of storage.list()) names.push(name);
    expect(names.map((name) => `files/${name}`).sort()).toEqual(
      [...s3.objects.keys()].filter((key) => key.startsWith('files/')).sort(),
    );
    expect(names).toHaveLength(5);
  });

  it('removes uploads of killed processes after a day, and none that may still be under way', async () => {
    const bucket = new S3Bucket(settings);
    await bucket.uploads.begin('files/ab/cd');
    expect(await storage.removeAbandoned(Date.now())).toBe(0);
    expect(await storage.removeAbandoned(Date.now() + 25 * 60 * 60_000)).toBe(1);
    expect(s3.uploads.size).toBe(0);
    bucket.close();
  });

  it('refuses an upload beyond the memory for all of them, and frees what each has held', async () => {
    const memory = new UploadMemory(20 * UNIT);
    const bucket = new S3Bucket(settings);
    async function* units(count: number) {
      for (let piece = 0; piece < count; piece += 1) yield randomBytes(UNIT);
    }
    const write = (count: number) =>
      writeInParts({ bucket, memory, sizes: SMALL_PARTS }, 'files/ab/cd', units(count));
    memory.take(10 * UNIT);
    await expect(write(16)).rejects.toThrow('too many are being stored at once');
    memory.release(10 * UNIT);
    await write(30);
    s3.fault = () => ({ status: 403, code: 'AccessDenied' });
    await expect(write(30)).rejects.toThrow('access to S3_BUCKET is denied');
    memory.take(20 * UNIT);
    expect(() => memory.take(1)).toThrow('too many are being stored at once');
    bucket.close();
  });

  it('refuses http to a public address, link-local addresses, and metadata services', () => {
    const bucketAt = (endpoint: string) => () => new S3Bucket({ ...settings, endpoint });
    expect(bucketAt('http://8.8.8.8')).toThrow('8.8.8.8 is public: use https');
    expect(bucketAt('https://169.254.169.254')).toThrow('is a link-local address');
    for (const host of ['[fd00:ec2::254]', '[::ffff:100.100.100.200]', '168.63.129.16']) {
      expect(bucketAt(`http://${host}`)).toThrow('is a metadata service');
    }
    expect(bucketAt('https://8.8.8.8')).not.toThrow();
    expect(bucketAt('http://[fd00:ec2::1]')).not.toThrow();
  });
});
