import { z } from 'zod';
import type { AwsCredentials, KmsSettings, S3Settings } from '../aws/aws-settings.ts';
import { both, filled, flag, missing, url, type ValuesOf } from './setting.ts';

const region = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be a region, such as eu-central-1');

export const amazonSettings = {
  KMS_KEY_ID: {
    meaning: 'Key of AWS KMS that wraps the keyring: its id, ARN or alias',
    default: '(not wrapped)',
    schema: z.string().regex(/^[\w:/+=,.@-]{1,2048}$/, 'must be the id, ARN or alias of a key'),
  },
  KMS_REGION: {
    meaning: 'Region of KMS_KEY_ID',
    default: 'us-east-1',
    schema: region,
  },
  KMS_ENDPOINT: {
    meaning: 'Where KMS_KEY_ID is, if not at Amazon; http only at private addresses',
    default: "(Amazon's)",
    schema: url(['http', 'https']),
  },
  S3_BUCKET: {
    meaning: 'Keeps sealed files in this S3 bucket; without it in DATA_DIR',
    default: '(DATA_DIR)',
    schema: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        'must be the name of a bucket, such as my-files',
      ),
  },
  S3_REGION: {
    meaning: 'Region of S3_BUCKET',
    default: 'us-east-1',
    schema: region,
  },
  S3_ENDPOINT: {
    meaning: 'Where S3_BUCKET is, if not at Amazon; http only at private addresses',
    default: "(Amazon's)",
    schema: url(['http', 'https']),
  },
  S3_PATH_STYLE: {
    meaning: 'Name the bucket in the path and not in the host name',
    default: '(true with S3_ENDPOINT)',
    schema: flag,
  },
  AWS_ACCESS_KEY_ID: {
    meaning: 'Signs requests to S3 and KMS',
    default: '(none)',
    schema: z.string().regex(/^[!-~]{1,128}$/, 'must have 1 to 128 printable characters'),
  },
  AWS_SECRET_ACCESS_KEY: {
    meaning: 'Secret of AWS_ACCESS_KEY_ID',
    default: '(none)',
    schema: filled,
  },
  AWS_SESSION_TOKEN: {
    meaning: 'Session of temporary credentials; restart the server with new ones before it expires',
    default: '(none)',
    schema: filled,
  },
} as const;

type Values = ValuesOf<typeof amazonSettings>;

/** Services that speak the protocol of AWS: a bucket for files, and a key that wraps the keyring. */
export interface AmazonConfiguration {
  /** What wraps the keys of the keyring; undefined when they are in its file. */
  readonly kms: KmsSettings | undefined;
  /** The bucket of sealed files; undefined for the data folder. */
  readonly s3: S3Settings | undefined;
}

export function readAmazon(values: Values): AmazonConfiguration {
  const credentials = credentialsOf(values);
  return {
    kms: both(values.KMS_KEY_ID, credentials, (keyId, credentials) => ({
      keyId,
      region: values.KMS_REGION ?? 'us-east-1',
      endpoint: values.KMS_ENDPOINT,
      credentials,
    })),
    s3: both(values.S3_BUCKET, credentials, (bucket, credentials) => ({
      bucket,
      region: values.S3_REGION ?? 'us-east-1',
      endpoint: values.S3_ENDPOINT,
      pathStyle: values.S3_PATH_STYLE,
      credentials,
    })),
  };
}

function credentialsOf(values: Values): AwsCredentials | undefined {
  const { AWS_SESSION_TOKEN: sessionToken } = values;
  return both(
    values.AWS_ACCESS_KEY_ID,
    values.AWS_SECRET_ACCESS_KEY,
    (accessKeyId, secretAccessKey) => ({ accessKeyId, secretAccessKey, sessionToken }),
  );
}

const SERVICES = [
  { main: 'S3_BUCKET', others: ['S3_REGION', 'S3_ENDPOINT', 'S3_PATH_STYLE'] },
  { main: 'KMS_KEY_ID', others: ['KMS_REGION', 'KMS_ENDPOINT'] },
] as const;
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;

/** Returns a problem for each setting that a bucket or KMS needs, and for each that needs one of them. */
export function amazonProblems(values: Values): string[] {
  return SERVICES.flatMap(({ main, others }) => [
    ...CREDENTIALS.flatMap((needs) => missing(values, { name: main, needs })),
    ...others.flatMap((name) => missing(values, { name, needs: main })),
  ]);
}
