import { FakeS3, RedisProcess } from '@firsthandapi/server/testing';

/** What servers on several machines share beside their database: a Redis or Valkey, and an S3 bucket. */
export interface SharedServices {
  /** Returns the settings of the servers of one world. */
  environment(): Readonly<Record<string, string>>;
  /** Ends the services. Rejects when the servers have not used them. */
  close(): Promise<void>;
}

/** Starts a Redis or Valkey, and a bucket in this process that verifies signatures. */
export async function startSharedServices(redisProgram: string): Promise<SharedServices> {
  const s3 = new FakeS3();
  const { bucket, region, endpoint, credentials } = await s3.listen();
  const redis = await RedisProcess.start(redisProgram);
  let worlds = 0;
  return {
    environment() {
      worlds += 1;
      return {
        REDIS_URL: redis.url,
        // Worlds begin at the same time, and so in the same windows of rate limits.
        REDIS_PREFIX: `world-${worlds}`,
        S3_BUCKET: bucket,
        S3_REGION: region,
        S3_ENDPOINT: endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      };
    },
    async close() {
      const counts = await redis.countKeys();
      await redis.kill();
      await s3.close();
      if (counts === 0) throw new Error('The servers have counted nothing in Redis');
      if (s3.objects.size === 0) throw new Error('The servers have stored nothing in the bucket');
    },
  };
}
