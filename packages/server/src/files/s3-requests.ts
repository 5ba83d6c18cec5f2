import type { AwsCall, AwsResponse } from '../aws/aws-call.ts';
import { AwsClient } from '../aws/aws-client.ts';
import type { S3Settings } from '../aws/aws-settings.ts';
import { codeOfResponse } from './s3-problem.ts';

/** Sends requests to one bucket, and knows its paths. */
export class S3Requests {
  readonly #client: AwsClient;
  readonly bucket: string;
  /** The path of the bucket. */
  readonly root: string;

  constructor(settings: S3Settings) {
    const { bucket, region, endpoint = `https://s3.${region}.amazonaws.com` } = settings;
    const { pathStyle = settings.endpoint !== undefined, onAttempt, attemptMs, pause } = settings;
    const url = new URL(endpoint);
    if (!pathStyle) url.host = `${bucket}.${url.host}`;
    this.bucket = bucket;
    this.root = pathStyle ? `/${bucket}` : '/';
    this.#client = new AwsClient({
      service: 's3',
      region,
      endpoint: url.href,
      credentials: settings.credentials,
      // S3 reports a connection that stalled as a fault of the client.
      isTransient: (response) =>
        response.status === 400 && codeOfResponse(response) === 'RequestTimeout',
      onAttempt,
      attemptMs,
      pause,
    });
  }

  /** Returns the response to a request, of whatever status. */
  call(call: AwsCall): Promise<AwsResponse> {
    return this.#client.call(call);
  }

  /** Returns the path of an object. */
  pathOf(key: string): string {
    return this.root === '/' ? `/${key}` : `${this.root}/${key}`;
  }

  /** Closes idle connections. */
  close(): void {
    this.#client.close();
  }
}
