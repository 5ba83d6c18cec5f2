import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { settings } from './settings/all-settings.ts';

describe('the configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfiguration({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      answerWithinMs: 5_000,
      ops: undefined,
      publicUrl: undefined,
      store: { kind: 'sqlite', path: 'data/firsthandapi.db' },
      redis: undefined,
      dataFolder: './data',
      keyringFile: 'data/keyring.json',
      kms: undefined,
      s3: undefined,
      scorer: 'auto',
      tls: undefined,
      stripe: undefined,
      maxBodyBytes: 1_048_576,
      startSeconds: 60,
      shutdownSeconds: 30,
      shutdownDelaySeconds: 0,
      deliveryConcurrency: 256,
      minFreeDiskMegabytes: 32,
      allowPrivateWebhooks: false,
      trustProxy: false,
      acceptClock: false,
      signup: 'open',
      signupToken: undefined,
      signupLimits: { perAddress: 10, total: 1_000 },
      workerSignIn: 'open',
      quotas: {},
      smtp: undefined,
      mailFrom: 'no-reply@localhost',
      mcp: true,
      log: 'json',
    });
  });

  it('reads a Redis and its prefix, and requires the database that it spares work', () => {
    const database = { DATABASE_URL: 'postgres://localhost/firsthand' };
    const url = 'rediss://user:a-password@cache:6380/2';
    expect(readConfiguration({ ...database, REDIS_URL: url }).redis).toEqual({
      url,
      prefix: 'firsthandapi',
    });
    const prefixed = { ...database, REDIS_URL: url, REDIS_PREFIX: 'staging' };
    expect(readConfiguration(prefixed).redis?.prefix).toBe('staging');
    expect(() => readConfiguration({ REDIS_URL: url })).toThrow(
      'Invalid environment: DATABASE_URL must be set for REDIS_URL',
    );
    expect(() => readConfiguration({ REDIS_PREFIX: 'staging' })).toThrow(
      'REDIS_URL must be set for REDIS_PREFIX',
    );
    expect(() => readConfiguration({ ...database, REDIS_URL: 'http://:a-password@cache' })).toThrow(
      /^Invalid environment: REDIS_URL must be a URL that starts with redis:\/\/ or rediss:\/\/$/,
    );
  });

  it('reads where mails go, and never shows the URL of the mail server', () => {
    const from = { MAIL_FROM: 'FirstHandAPI <no-reply@example.org>' };
    const smtp = (url: string) => readConfiguration({ ...from, SMTP_URL: url }).smtp;
    expect(smtp('smtp://us%40er:pass@mail')).toEqual({
      host: 'mail',
      port: 587,
      tls: 'required',
      credentials: { user: 'us@er', password: 'pass' },
    });
    expect(smtp('smtps://[::1]')).toMatchObject({ host: '::1', port: 465, tls: 'implicit' });
    expect(smtp('smtp://localhost:25?tls=off')).toMatchObject({ port: 25, tls: 'off' });
    expect(() => readConfiguration({ SMTP_URL: 'smtp://mail' })).toThrow(
      'Invalid environment: MAIL_FROM must be set for SMTP_URL',
    );
    for (const wrong of [
      'http://mail',
      'smtps://mail?tls=off',
      'smtp://mail?tls=no',
      'smtp://a-user@mail',
      'smtp://%ff:%ff@mail',
    ]) {
      expect(() => smtp(wrong)).toThrow(/^Invalid environment: SMTP_URL (must|may)[^%]*$/);
    }
    for (const wrong of ['nobody', 'a@b,c@d', 'A\r\nBcc: <a@b.example>', '"A" <a@b.example>']) {
      expect(() => readConfiguration({ MAIL_FROM: wrong })).toThrow(
        /^Invalid environment: MAIL_FROM must be an address/,
      );
    }
  });

  it('reads a bucket with its credentials, and requires what belongs together', () => {
    const credentials = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'a secret' };
    const { s3 } = readConfiguration({
      ...credentials,
      S3_BUCKET: 'my-files',
      S3_ENDPOINT: 'http://store:9000',
      AWS_SESSION_TOKEN: 'token',
    });
    expect(s3).toEqual({
      bucket: 'my-files',
      region: 'us-east-1',
      endpoint: 'http://store:9000',
      pathStyle: undefined,
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'a secret', sessionToken: 'token' },
    });
    expect(readConfiguration(credentials).s3).toBeUndefined();
    expect(() => readConfiguration({ S3_BUCKET: 'my-files', AWS_ACCESS_KEY_ID: 'AKID' })).toThrow(
      'AWS_SECRET_ACCESS_KEY must be set for S3_BUCKET',
    );
    expect(() => readConfiguration({ S3_REGION: 'eu-central-1' })).toThrow(
      'S3_BUCKET must be set for S3_REGION',
    );
    expect(() => readConfiguration({ ...credentials, S3_BUCKET: 'Not_A_Bucket' })).toThrow(
      'S3_BUCKET must be the name of a bucket',
    );
  });

  it('reads every variable, and treats an empty one as unset', () => {
    const configuration = readConfiguration({
      HOST: '0.0.0.0',
      PORT: '0',
      OPS_PORT: '9090',
      PUBLIC_URL: 'https://api.acme.example/',
      DATABASE_URL: 'postgres://user@db.acme.example/firsthand',
      DATA_DIR: '/var/lib/firsthand',
      KEYRING_FILE: '',
      TLS_CERT_FILE: '/tls/cert.pem',
      TLS_KEY_FILE: '/tls/key.pem',
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      ALLOW_PRIVATE_WEBHOOKS: 'true',
      TRUST_PROXY: '1',
      QUOTAS: '{"enterprise":{"active_jobs":5000,"replays_per_hour":null}}',
      LOG: 'off',
    });
    expect(configuration).toMatchObject({
      port: 0,
      ops: { host: '127.0.0.1', port: 9090 },
      publicUrl: 'https://api.acme.example',
      store: { kind: 'postgres', url: 'postgres://user@db.acme.example/firsthand' },
      keyringFile: '/var/lib/firsthand/keyring.json',
      tls: { certificateFile: '/tls/cert.pem', keyFile: '/tls/key.pem' },
      stripe: { secretKey: 'sk_test_1', webhookSecret: 'whsec_1' },
      allowPrivateWebhooks: true,
      trustProxy: true,
      quotas: { enterprise: { active_jobs: 5_000, replays_per_hour: null } },
      log: 'off',
    });
  });

  it('reports every problem in one error, without showing a value', () => {
    const read = () =>
      readConfiguration({
        PORT: '99999',
        DATABASE_URL: 'mysql://user:hunter2@db/x',
        MAX_BODY_BYTES: 'lots',
        SHUTDOWN_SECONDS: '10',
        SHUTDOWN_DELAY_SECONDS: '10',
        TLS_CERT_FILE: '/tls/cert.pem',
        STRIPE_SECRET_KEY: 'hunter2',
        LOG: 'loud',
      });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(/PORT must be at most 65535/);
    expect(read).toThrow(/DATABASE_URL must be a URL that starts with postgres:\/\//);
    expect(read).toThrow(/MAX_BODY_BYTES must be an integer/);
    expect(() => readConfiguration({ SIGNUPS_PER_HOUR: '-1' })).toThrow(
      /SIGNUPS_PER_HOUR must be at least 1/,
    );
    expect(read).toThrow(/SHUTDOWN_DELAY_SECONDS must be less than SHUTDOWN_SECONDS/);
    expect(read).toThrow(/TLS_KEY_FILE must be set together with TLS_CERT_FILE/);
    expect(read).toThrow(/STRIPE_SECRET_KEY must be a Stripe secret key/);
    expect(read).toThrow(/LOG must be one of json, off/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('requires a token for signups with one', () => {
    expect(() => readConfiguration({ SIGNUP: 'token' })).toThrow('SIGNUP_TOKEN must be set');
    expect(() => readConfiguration({ SIGNUP: 'token', SIGNUP_TOKEN: 'short' })).toThrow(
      'SIGNUP_TOKEN must have at least 16 characters',
    );
    expect(() => readConfiguration({ SIGNUP: 'sometimes' })).toThrow(
      'SIGNUP must be one of open, proof, token, off',
    );
  });

  it.each([
    ['{', 'must be JSON such as {"free":{"api_keys":50}}'],
    ['{"gold":{}}', 'has the unknown name gold'],
    ['{"free":{"api_key":5}}', 'free has the unknown name api_key'],
    ['{"free":{"api_keys":-1}}', 'free.api_keys must be at least 0'],
    ['{"free":{"api_keys":"many"}}', 'free.api_keys'],
    ['{"enterprise":{"webhook_endpoints":null}}', 'enterprise.webhook_endpoints'],
    ['{"enterprise":{"webhook_endpoints":1001}}', 'must be at most 1000'],
  ])('refuses QUOTAS=%s and says what is wrong', (QUOTAS, problem) => {
    expect(() => readConfiguration({ QUOTAS })).toThrow(problem);
  });

  it('documents every variable in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    for (const [name, { meaning, default: standard }] of Object.entries(settings)) {
      expect(readme).toContain(`| \`${name}\` | ${meaning} | \`${standard}\` |`);
    }
  });
});
