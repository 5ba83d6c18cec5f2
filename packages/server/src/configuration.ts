import { join } from 'node:path';
import type { QuotaOverrides, SignupLimits } from '@firsthandapi/engine';
import { z } from 'zod';
import type { AwsCredentials, KmsSettings, S3Settings } from './aws/aws-settings.ts';
import { type SmtpSettings, smtpSettingsOf, smtpUrlProblem } from './mail/smtp-settings.ts';
import { quotasSetting } from './quotas-setting.ts';
import type { RedisSettings } from './redis/redis-settings.ts';
import type { ModelSettings } from './scoring/ensemble/model-settings.ts';
import type { WhisperSettings } from './scoring/ensemble/whisper-transcriber.ts';
import type { StoreLocation } from './storage/open-store.ts';

/** Who may sign up: anyone, clients with a proof of work, holders of the operator's token, or no one. */
export type SignupMode = 'open' | 'proof' | 'token' | 'off';

/** Everything that a server is configured with. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Where clients reach the server, without a trailing slash; undefined until the port is known. */
  readonly publicUrl: string | undefined;
  readonly store: StoreLocation;
  /** Counts requests and carries wake-ups in the place of PostgreSQL; undefined without one. */
  readonly redis: RedisSettings | undefined;
  readonly dataFolder: string;
  readonly keyringFile: string;
  /** What wraps the keys of the keyring; undefined when they are in its file. */
  readonly kms: KmsSettings | undefined;
  /** The bucket of sealed files; undefined for the data folder. */
  readonly s3: S3Settings | undefined;
  /** A separate address for health, metrics and the API reference; undefined without one. */
  readonly ops: { readonly host: string; readonly port: number } | undefined;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string } | undefined;
  /** How long a request may take before it is answered with a 503 (contract §2). */
  readonly answerWithinMs: number;
  readonly maxBodyBytes: number;
  /** How long a start waits for what does not respond, in seconds; 0 gives up at once. */
  readonly startSeconds: number;
  /** Time limit of a shutdown, without closing the database at its end. */
  readonly shutdownSeconds: number;
  /** The part of it in which the server still listens while `/readyz` already returns 503. */
  readonly shutdownDelaySeconds: number;
  readonly deliveryConcurrency: number;
  /** `/readyz` is 503 while the data folder has less free space, in megabytes; 0 turns that off. */
  readonly minFreeDiskMegabytes: number;
  /** Deliver webhooks to private and loopback addresses, and over http. Unsafe where untrusted users register endpoints. */
  readonly allowPrivateWebhooks: boolean;
  /** Trust the last `X-Forwarded-For` address: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  /** Accept the machine's clock at the start, even if it is more than an hour ahead of the latest time seen. */
  readonly acceptClock: boolean;
  /** Who may sign up. */
  readonly signup: SignupMode;
  /** What a signup needs in mode `token`. */
  readonly signupToken: string | undefined;
  readonly signupLimits: SignupLimits;
  /** What a worker needs to be sent a code. */
  readonly workerSignIn: 'open' | 'proof';
  /** Limits of quotas that differ from the contract's. */
  readonly quotas: QuotaOverrides;
  /** Who rates what people submit: measurements on this machine, or a person. `auto`: measurements where they are possible. */
  readonly scorer: 'auto' | 'local' | 'review' | 'ensemble';
  /** The models that rate what people submit; undefined without a key for them. */
  readonly models: ModelSettings | undefined;
  /** What transcribes recordings for the models; undefined without one. */
  readonly whisper: WhisperSettings | undefined;
  /** Where mails are handed over; undefined for the outbox, a folder in the data folder. */
  readonly smtp: SmtpSettings | undefined;
  /** The sender of mails: an address, or a name with an address in angle brackets. */
  readonly mailFrom: string;
  /** Serve assistants at `/mcp`, with `@firsthandapi/mcp`. */
  readonly mcp: boolean;
  readonly log: 'json' | 'off';
}

/** A setting: its meaning, its default as the documentation shows it, and its schema. */
interface Setting {
  readonly meaning: string;
  readonly default: string;
  readonly schema: z.ZodType;
}

const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');
const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'must be an integer')
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, `must be at least ${minimum}`)
        .max(maximum, `must be at most ${maximum}`),
    );
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)),
      {
        message: `must be a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
      },
    );
const DEFAULT_SHUTDOWN_SECONDS = 30;
const filled = z.string().min(1, 'must not be empty');
const region = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be a region, such as eu-central-1');

/** Every environment variable that the server reads. The README has the same table. */
export const settings = {
  HOST: { meaning: 'Address to listen on', default: '127.0.0.1', schema: filled },
  PORT: {
    meaning: 'Port to listen on; 0 for any free one',
    default: '8080',
    schema: integer(0, 65_535),
  },
  OPS_HOST: {
    meaning: 'Address to listen on for operators, if OPS_PORT is set',
    default: '127.0.0.1',
    schema: filled,
  },
  OPS_PORT: {
    meaning: 'Port for operators: health, /metrics, /docs; then PORT serves no /metrics',
    default: '(none)',
    schema: integer(0, 65_535),
  },
  PUBLIC_URL: {
    meaning: 'Where clients reach the server; begins download and checkout links',
    default: 'http(s)://HOST:PORT',
    schema: url(['http', 'https']),
  },
  DATABASE_URL: {
    meaning: 'PostgreSQL database; without it an embedded SQLite file in DATA_DIR',
    default: '(SQLite)',
    schema: url(['postgres', 'postgresql']),
  },
  DATABASE_DEADLINE_MS: {
    meaning: 'How long a request waits for PostgreSQL before it gets a 503',
    default: '4500',
    schema: integer(100, 60_000),
  },
  REDIS_URL: {
    meaning:
      'Redis or Valkey that counts requests and wakes long polls for several servers; without it PostgreSQL does',
    default: '(PostgreSQL)',
    schema: url(['redis', 'rediss']),
  },
  REDIS_PREFIX: {
    meaning: 'Begins every key and channel of this service in REDIS_URL',
    default: 'firsthandapi',
    schema: z
      .string()
      .regex(/^[\w.:-]{1,100}$/, 'must have 1 to 100 letters, digits or any of _ . : -'),
  },
  DATA_DIR: {
    meaning: 'Folder of the SQLite file, the keyring and sealed files',
    default: './data',
    schema: filled,
  },
  KEYRING_FILE: {
    meaning: 'Peppers and data keys; the same file for every process on one database',
    default: 'DATA_DIR/keyring.json',
    schema: filled,
  },
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
  TLS_CERT_FILE: {
    meaning: 'PEM certificate chain; turns on TLS 1.3',
    default: '(plain HTTP)',
    schema: filled,
  },
  TLS_KEY_FILE: {
    meaning: 'PEM private key of TLS_CERT_FILE',
    default: '(plain HTTP)',
    schema: filled,
  },
  STRIPE_SECRET_KEY: {
    meaning: 'Sells credits at Stripe Checkout; without it a local checkout page',
    default: '(local page)',
    schema: z.string().regex(/^(sk|rk)_/, 'must be a Stripe secret key (sk_… or rk_…)'),
  },
  STRIPE_WEBHOOK_SECRET: {
    meaning: 'Verifies what Stripe sends to PUBLIC_URL/payments/stripe',
    default: '(local page)',
    schema: z.string().regex(/^whsec_/, 'must be a Stripe webhook secret (whsec_…)'),
  },
  ANSWER_WITHIN_MS: {
    meaning:
      'How long a request takes before it gets a 503. Long polls, bodies and downloads are timed apart',
    default: '5000',
    schema: integer(100, 60_000),
  },
  MAX_BODY_BYTES: {
    meaning: 'Largest accepted request body',
    default: '1048576',
    schema: integer(1_024, 104_857_600),
  },
  START_SECONDS: {
    meaning:
      'How long a start waits for a database, bucket or KMS that does not respond; 0 gives up at once',
    default: '60',
    schema: integer(0, 86_400),
  },
  SHUTDOWN_SECONDS: {
    meaning: 'How long a shutdown takes at most, and 5 seconds more to close the database',
    default: '30',
    schema: integer(1, 600),
  },
  SHUTDOWN_DELAY_SECONDS: {
    meaning:
      'How much of it the server still listens while /readyz returns 503, for load balancers',
    default: '0',
    schema: integer(0, 599),
  },
  DELIVERY_CONCURRENCY: {
    meaning: 'Lanes of a process for webhook deliveries; as many slow ones may hang beside them',
    default: '256',
    schema: integer(1, 1_024),
  },
  MIN_FREE_DISK_MB: {
    meaning: '/readyz is 503 while DATA_DIR has less free space; 0 turns that off',
    default: '32',
    schema: integer(0, 1_000_000),
  },
  ALLOW_PRIVATE_WEBHOOKS: {
    meaning: 'Deliver webhooks to private and loopback addresses and over http, for development',
    default: 'false',
    schema: flag,
  },
  TRUST_PROXY: {
    meaning: 'Take the client from the last X-Forwarded-For address',
    default: 'false',
    schema: flag,
  },
  ACCEPT_CLOCK: {
    meaning: 'Accept a clock that is hours ahead of the latest time seen at every start',
    default: 'false',
    schema: flag,
  },
  SIGNUP: {
    meaning:
      "Who may sign up: `open`, with a `proof` of work, with the operator's `token`, or nobody (`off`)",
    default: 'open',
    schema: z.enum(['open', 'proof', 'token', 'off']),
  },
  SIGNUP_TOKEN: {
    meaning: 'What `SIGNUP=token` requires in the header Signup-Token, at least 16 characters',
    default: '(none)',
    schema: z.string().min(16, 'must have at least 16 characters'),
  },
  SIGNUPS_PER_ADDRESS: {
    meaning: 'Signups an hour from one client address (IPv6: /64 network)',
    default: '10',
    schema: integer(1, 1_000_000),
  },
  SIGNUPS_PER_HOUR: {
    meaning: 'Signups an hour altogether',
    default: '1000',
    schema: integer(1, 1_000_000),
  },
  WORKER_SIGN_IN: {
    meaning:
      'What a worker needs to be sent a code: nothing (`open`), or a `proof` of work, which the app makes by itself',
    default: 'open',
    schema: z.enum(['open', 'proof']),
  },
  QUOTAS: {
    meaning:
      'Limits that differ from the contract\'s, by tier, as JSON: `{"enterprise":{"active_jobs":5000}}`; null for none',
    default: "(the contract's)",
    schema: quotasSetting,
  },
  SCORER: {
    meaning:
      'Who rates what people submit: `local` measurements, 4 stars at most; measurements and models (`ensemble`); a person (`review`); or `auto`: models with a key for them, else local where possible',
    default: 'auto',
    schema: z.enum(['auto', 'local', 'review', 'ensemble']),
  },
  ANTHROPIC_API_KEY: {
    meaning:
      'Key for the models that rate what people submit; pictures and transcripts are sent there',
    default: '(none)',
    schema: filled,
  },
  ANTHROPIC_BASE_URL: {
    meaning: 'Where those models are, for a gateway',
    default: "(Anthropic's)",
    schema: url(['http', 'https']),
  },
  SCORER_MODEL: {
    meaning: 'Model of the first vote on each file',
    default: 'claude-haiku-5-5',
    schema: filled,
  },
  SCORER_STRONG_MODEL: {
    meaning: 'Model of further votes, near the threshold or where the first one is suspect',
    default: 'claude-sonnet-5-5',
    schema: filled,
  },
  SCORER_CALLS_PER_MINUTE: {
    meaning: 'Most calls of the models in a minute, per process',
    default: '50',
    schema: integer(1, 100_000),
  },
  OPENAI_API_KEY: {
    meaning:
      'Key for the transcription of recordings, which are sent there; without it or WHISPER_URL they are only measured',
    default: '(none)',
    schema: filled,
  },
  WHISPER_URL: {
    meaning:
      'Where recordings are transcribed instead: a server that speaks the same protocol, such as whisper.cpp',
    default: '(none)',
    schema: url(['http', 'https']),
  },
  WHISPER_MODEL: {
    meaning: 'Model of the transcription',
    default: 'whisper-1',
    schema: filled,
  },
  SMTP_URL: {
    meaning:
      'Sends mails: `smtp://user:password@host:587` by STARTTLS, or `smtps://`; in plain only with `?tls=off`. Without it they stay in DATA_DIR/outbox',
    default: '(DATA_DIR/outbox)',
    schema: z
      .string()
      .max(2_048, 'must have at most 2048 characters')
      .superRefine((text, context) => {
        const message = smtpUrlProblem(text);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      }),
  },
  MAIL_FROM: {
    meaning:
      'Sender of mails, such as `FirstHandAPI <no-reply@example.org>`; required with SMTP_URL',
    default: 'no-reply@localhost',
    schema: z
      .string()
      .regex(
        /^(?:[^<>"\\,;:@\p{Cc}]{1,100} <[^\s<>@,;:"]{1,64}@[^\s<>@,;:"]{1,255}>|[^\s<>@,;:"]{1,64}@[^\s<>@,;:"]{1,255})$/u,
        'must be an address, or a name with an address in angle brackets',
      ),
  },
  MCP: {
    meaning: 'Serve assistants at /mcp, if @firsthandapi/mcp is installed',
    default: 'true',
    schema: flag,
  },
  LOG: {
    meaning: '`json` for one line a request, or `off`',
    default: 'json',
    schema: z.enum(['json', 'off']),
  },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof settings;
type Values = {
  readonly [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> | undefined;
};

/** The environment is invalid. The message names every wrong variable and never shows a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the configuration from the environment. Throws a `ConfigurationError` that names every problem. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const values = parseSettings(environment);
  const dataFolder = values.DATA_DIR ?? './data';
  return {
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 8080,
    ops:
      values.OPS_PORT === undefined
        ? undefined
        : { host: values.OPS_HOST ?? '127.0.0.1', port: values.OPS_PORT },
    publicUrl: withoutTrailingSlashes(values.PUBLIC_URL),
    store:
      values.DATABASE_URL === undefined
        ? { kind: 'sqlite', path: join(dataFolder, 'firsthandapi.db') }
        : {
            kind: 'postgres',
            url: values.DATABASE_URL,
            ...(values.DATABASE_DEADLINE_MS !== undefined && {
              deadlineMs: values.DATABASE_DEADLINE_MS,
            }),
          },
    redis: redisOf(values),
    dataFolder,
    keyringFile: values.KEYRING_FILE ?? join(dataFolder, 'keyring.json'),
    kms: kmsOf(values),
    s3: s3Of(values),
    tls: both(values.TLS_CERT_FILE, values.TLS_KEY_FILE, (certificateFile, keyFile) => ({
      certificateFile,
      keyFile,
    })),
    stripe: both(
      values.STRIPE_SECRET_KEY,
      values.STRIPE_WEBHOOK_SECRET,
      (secretKey, webhookSecret) => ({ secretKey, webhookSecret }),
    ),
    answerWithinMs: values.ANSWER_WITHIN_MS ?? 5_000,
    maxBodyBytes: values.MAX_BODY_BYTES ?? 1_048_576,
    startSeconds: values.START_SECONDS ?? 60,
    shutdownSeconds: values.SHUTDOWN_SECONDS ?? DEFAULT_SHUTDOWN_SECONDS,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS ?? 0,
    deliveryConcurrency: values.DELIVERY_CONCURRENCY ?? 256,
    minFreeDiskMegabytes: values.MIN_FREE_DISK_MB ?? 32,
    allowPrivateWebhooks: values.ALLOW_PRIVATE_WEBHOOKS ?? false,
    trustProxy: values.TRUST_PROXY ?? false,
    acceptClock: values.ACCEPT_CLOCK ?? false,
    signup: values.SIGNUP ?? 'open',
    signupToken: values.SIGNUP_TOKEN,
    signupLimits: {
      perAddress: values.SIGNUPS_PER_ADDRESS ?? 10,
      total: values.SIGNUPS_PER_HOUR ?? 1_000,
    },
    workerSignIn: values.WORKER_SIGN_IN ?? 'open',
    quotas: values.QUOTAS ?? {},
    scorer: values.SCORER ?? 'auto',
    models: modelsOf(values),
    whisper: whisperOf(values),
    smtp: values.SMTP_URL === undefined ? undefined : smtpSettingsOf(values.SMTP_URL),
    mailFrom: values.MAIL_FROM ?? 'no-reply@localhost',
    mcp: values.MCP ?? true,
    log: values.LOG ?? 'json',
  };
}

function parseSettings(environment: Readonly<Record<string, string | undefined>>): Values {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { schema }] of Object.entries(settings)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const parsed = (schema as z.ZodType).safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${problemOf(parsed.error)}`);
  }
  problems.push(
    ...missingPartners(values),
    ...missingForAws(values),
    ...missingForRedis(values),
    ...missingForModels(values),
    ...impossibleDelay(values as Values),
  );
  if (values.SIGNUP === 'token' && values.SIGNUP_TOKEN === undefined) {
    problems.push('SIGNUP_TOKEN must be set for SIGNUP=token');
  }
  if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) {
    problems.push('MAIL_FROM must be set for SMTP_URL');
  }
  if (problems.length === 0) return values as Values;
  throw new ConfigurationError(`Invalid environment: ${problems.join('; ')}`);
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue?.message ?? 'is invalid';
}

/** Returns a problem for each variable that is set without its partner. */
function missingPartners(values: Readonly<Record<string, unknown>>): string[] {
  const pairs: [SettingName, SettingName][] = [
    ['TLS_CERT_FILE', 'TLS_KEY_FILE'],
    ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ];
  return pairs.flatMap(([one, other]) => {
    if ((values[one] === undefined) === (values[other] === undefined)) return [];
    const [missing, given] = values[one] === undefined ? [one, other] : [other, one];
    return [`${missing} must be set together with ${given}`];
  });
}

const AWS_SERVICES = [
  { main: 'S3_BUCKET', others: ['S3_REGION', 'S3_ENDPOINT', 'S3_PATH_STYLE'] },
  { main: 'KMS_KEY_ID', others: ['KMS_REGION', 'KMS_ENDPOINT'] },
] as const;

/** Returns a problem for each variable that a bucket or KMS needs, and for each that needs one of them. */
function missingForAws(values: Readonly<Record<string, unknown>>): string[] {
  const isSet = (name: SettingName) => values[name] !== undefined;
  const needed = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  return AWS_SERVICES.flatMap(({ main, others }) =>
    isSet(main)
      ? needed.filter((name) => !isSet(name)).map((name) => `${name} must be set for ${main}`)
      : others.filter(isSet).map((name) => `${main} must be set for ${name}`),
  );
}

/** Returns a problem for each variable that is useless without another. */
function missingForRedis(values: Readonly<Record<string, unknown>>): string[] {
  const needs: [SettingName, SettingName][] = [
    ['REDIS_URL', 'DATABASE_URL'],
    ['REDIS_PREFIX', 'REDIS_URL'],
  ];
  return needs.flatMap(([one, needed]) =>
    values[one] !== undefined && values[needed] === undefined
      ? [`${needed} must be set for ${one}`]
      : [],
  );
}

function missingForModels({
  SCORER,
  ANTHROPIC_API_KEY,
}: Readonly<Record<string, unknown>>): string[] {
  const isMissing = SCORER === 'ensemble' && ANTHROPIC_API_KEY === undefined;
  return isMissing ? ['ANTHROPIC_API_KEY must be set for SCORER=ensemble'] : [];
}

function redisOf({ REDIS_URL: url, REDIS_PREFIX: prefix }: Values): RedisSettings | undefined {
  return url === undefined ? undefined : { url, prefix: prefix ?? 'firsthandapi' };
}

function modelsOf(values: Values): ModelSettings | undefined {
  const { ANTHROPIC_API_KEY: apiKey } = values;
  if (apiKey === undefined) return undefined;
  return {
    apiKey,
    baseUrl: withoutTrailingSlashes(values.ANTHROPIC_BASE_URL),
    first: values.SCORER_MODEL ?? 'claude-haiku-5-5',
    strong: values.SCORER_STRONG_MODEL ?? 'claude-sonnet-5-5',
    callsPerMinute: values.SCORER_CALLS_PER_MINUTE ?? 50,
  };
}

function whisperOf(values: Values): WhisperSettings | undefined {
  const {
    OPENAI_API_KEY: apiKey,
    WHISPER_URL: baseUrl,
    WHISPER_MODEL: model = 'whisper-1',
  } = values;
  if (baseUrl !== undefined) {
    // The key of one provider is never sent to another.
    return { baseUrl: withoutTrailingSlashes(baseUrl) ?? baseUrl, apiKey: undefined, model };
  }
  return apiKey === undefined ? undefined : { baseUrl: 'https://api.openai.com/v1', apiKey, model };
}

function credentialsOf(values: Values): AwsCredentials | undefined {
  const { AWS_SESSION_TOKEN: sessionToken } = values;
  return both(
    values.AWS_ACCESS_KEY_ID,
    values.AWS_SECRET_ACCESS_KEY,
    (accessKeyId, secretAccessKey) => ({ accessKeyId, secretAccessKey, sessionToken }),
  );
}

function s3Of(values: Values): S3Settings | undefined {
  return both(values.S3_BUCKET, credentialsOf(values), (bucket, credentials) => ({
    bucket,
    region: values.S3_REGION ?? 'us-east-1',
    endpoint: values.S3_ENDPOINT,
    pathStyle: values.S3_PATH_STYLE,
    credentials,
  }));
}

function kmsOf(values: Values): KmsSettings | undefined {
  return both(values.KMS_KEY_ID, credentialsOf(values), (keyId, credentials) => ({
    keyId,
    region: values.KMS_REGION ?? 'us-east-1',
    endpoint: values.KMS_ENDPOINT,
    credentials,
  }));
}

function impossibleDelay({ SHUTDOWN_DELAY_SECONDS: delay, SHUTDOWN_SECONDS: total }: Values) {
  const isPossible = (delay ?? 0) < (total ?? DEFAULT_SHUTDOWN_SECONDS);
  return isPossible ? [] : ['SHUTDOWN_DELAY_SECONDS must be less than SHUTDOWN_SECONDS'];
}

function both<One, Other, T>(
  one: One | undefined,
  other: Other | undefined,
  make: (one: One, other: Other) => T,
): T | undefined {
  return one === undefined || other === undefined ? undefined : make(one, other);
}

function withoutTrailingSlashes(url: string | undefined): string | undefined {
  let trimmed = url;
  while (trimmed?.endsWith('/')) trimmed = trimmed.slice(0, -1);
  return trimmed;
}
