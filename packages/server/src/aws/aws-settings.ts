/** Credentials of a service that speaks the protocol of AWS. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A bucket, and how to reach it. */
export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Where the service is. Default: Amazon S3 in the region. */
  readonly endpoint?: string | undefined;
  /** Name the bucket in the path and not in the host name. Default: true with an endpoint. */
  readonly pathStyle?: boolean | undefined;
  readonly credentials: AwsCredentials;
  /** Called after each attempt of a request. */
  readonly onAttempt?: ((operation: string, outcome: string) => void) | undefined;
  /** How long an attempt may take besides its transfer, in milliseconds. Default 10,000. */
  readonly attemptMs?: number | undefined;
  /** Waits between attempts. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** A key of KMS, and how to reach it. */
export interface KmsSettings {
  /** The id, ARN or alias of a symmetric key. */
  readonly keyId: string;
  readonly region: string;
  /** Where the service is. Default: AWS KMS in the region. */
  readonly endpoint?: string | undefined;
  readonly credentials: AwsCredentials;
  /** How long an attempt may take, in milliseconds. Default 3,000. */
  readonly attemptMs?: number | undefined;
  /** Waits between attempts. Default: a timer. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}
