import { FakeS3 } from '../../../src/testing/fake-s3.ts';
import { RedisProcess } from '../../../src/testing/redis-process.ts';
import type { Random } from '../../support/random.ts';

/** What an outage of a neighbour writes to the log of a server. */
export const OUTAGE = /REDIS_URL|The files cannot be used|S3_BUCKET/;

/** A Redis and a bucket beside the servers, which are killed as well. What is in the Redis is then lost; objects are not. */
export class Neighbours {
  /** How often the Redis, and how often what serves the bucket, was killed. */
  readonly kills = { redis: 0, bucket: 0 };
  readonly environment: Readonly<Record<string, string>>;
  readonly #redis: RedisProcess;
  readonly #s3: FakeS3;
  #isServed = true;

  private constructor(redis: RedisProcess, s3: FakeS3, environment: Record<string, string>) {
    this.#redis = redis;
    this.#s3 = s3;
    this.environment = environment;
  }

  static async start(program: string): Promise<Neighbours> {
    const redis = await RedisProcess.start(program);
    const s3 = new FakeS3();
    const { bucket, region, endpoint, credentials } = await s3.listen();
    return new Neighbours(redis, s3, {
      REDIS_URL: redis.url,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ENDPOINT: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  }

  /** Kills one of them, both or none. */
  async killSome(random: Random): Promise<void> {
    if (random.next() < 0.5) {
      this.kills.redis += 1;
      await this.#redis.kill();
    }
    if (random.next() < 0.5) {
      this.kills.bucket += 1;
      await this.#s3.close();
      this.#isServed = false;
    }
  }

  async startMissing(): Promise<void> {
    if (!this.#redis.isRunning) await this.#redis.restart();
    if (!this.#isServed) await this.#s3.reopen();
    this.#isServed = true;
  }

  async close(): Promise<void> {
    await this.#redis.kill();
    if (this.#isServed) await this.#s3.close();
  }
}
