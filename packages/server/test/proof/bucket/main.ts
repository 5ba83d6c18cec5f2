/**
 * Stores and reads one large content through S3, and measures what that costs: `pnpm proof:bucket`. Fails when memory
 * grows by 100 MB, when the content is another, or when the bucket got any of it in plain.
 */
import { fork } from 'node:child_process';
import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { BucketStorage } from '../../../src/files/bucket-storage.ts';
import { SealedFiles } from '../../../src/files/sealed-files.ts';
import { generateKeyMaterial } from '../../../src/keyring/key-material.ts';
import { LocalKeyring } from '../../../src/keyring/local-keyring.ts';
import { FAKE_SIGNER } from '../../../src/testing/fake-s3.ts';

const MEGABYTE = 1_024 * 1_024;
const MARKER = 'marker-that-must-not-be-found-at-rest';
const megabytes = Number(process.argv[2] ?? 4_096);

const bucket = fork(new URL('fake-bucket.ts', import.meta.url), [], {
  execArgv: ['--disable-warning=ExperimentalWarning'],
});
const [{ endpoint }] = (await once(bucket, 'message')) as [{ endpoint: string }];
const { region, accessKeyId, secretAccessKey } = FAKE_SIGNER;
const storage = new BucketStorage({
  bucket: 'sealed-files',
  region,
  endpoint,
  credentials: { accessKeyId, secretAccessKey },
});
const material = generateKeyMaterial();
const keyring = new LocalKeyring({ load: () => material });
const dataKey = createSecretKey(randomBytes(32));
const files = new SealedFiles(storage, keyring, { dataKey: async () => dataKey });

const before = process.memoryUsage().rss;
let highest = before;
const sampling = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage().rss);
}, 20);

const written = createHash('sha256');
async function* content() {
  const piece = randomBytes(MEGABYTE);
  piece.write(MARKER, 1_000);
  for (let number = 0; number < megabytes; number += 1) {
    piece.writeUInt32BE(number);
    written.update(piece);
    yield piece;
  }
}
const started = performance.now();
await files.put(MARKER, 'org_1', content());
const stored = performance.now();
const read = createHash('sha256');
let bytes = 0;
const stream = (await files.open(MARKER, 'org_1')) as unknown as AsyncIterable<Uint8Array>;
for await (const chunk of stream) {
  bytes += chunk.byteLength;
  read.update(chunk);
}
const done = performance.now();
clearInterval(sampling);

bucket.send(MARKER);
const [found] = (await once(bucket, 'message')) as [Record<string, unknown>];
bucket.disconnect();
storage.close();

const grown = Math.round((highest - before) / MEGABYTE);
const rate = (from: number, to: number) => Math.round(megabytes / ((to - from) / 1_000));
const report = {
  megabytes,
  grown_megabytes: grown,
  stored_mb_per_s: rate(started, stored),
  read_mb_per_s: rate(stored, done),
  is_same: bytes === megabytes * MEGABYTE && read.digest('hex') === written.digest('hex'),
  ...found,
};
console.log(JSON.stringify(report, null, 2));
const isSound = report.is_same && grown < 100 && found.isFound === false && found.uploads === 0;
process.exitCode = isSound ? 0 : 1;
