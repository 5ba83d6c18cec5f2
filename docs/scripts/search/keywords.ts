/** Words that readers search for, by the page or section that is about them but does not use them. */
export const searchKeywords: Readonly<Record<string, string>> = {
  'guides/quickstart.md': 'getting started install tutorial example hello world',
  'guides/quickstart.md#get-a-key':
    'test key sandbox key sign up signup register account credentials token where does my api key come from',
  'guides/authentication.md': 'api key token bearer credentials permissions unauthorized 401 403',
  'guides/authentication.md#test-keys-and-live-keys':
    'test key live key sandbox key environment mode fh_test fh_live staging production',
  'guides/authentication.md#when-a-key-has-leaked': 'compromised stolen exposed revoke',
  'guides/compatibility.md#typescript': 'typescript error compile error types tsconfig tsc',
  'guides/upgrading.md': 'migrate migration breaking changes deprecated update release notes',
  'guides/jobs-and-scoring.md#wait-for-a-job':
    'poll polling timeout timed out hang hangs stuck createJobAndWait cancelled long poll',
  'guides/jobs-and-scoring.md#how-a-file-is-scored': 'rating quality rejected approval review',
  'guides/files.md': 'download save photos images media',
  'guides/files.md#download-links': 'expired url expiry signed link',
  'guides/webhooks.md': 'callback notification event receive listen',
  'guides/webhooks.md#test-webhooks-locally':
    'local webhook localhost tunnel ngrok forward listen development cli deliver_to',
  'guides/webhooks.md#how-signatures-are-verified':
    'verify signature hmac sha256 python go php ruby java',
  'guides/webhooks.md#when-your-server-is-down': 'retry retries redeliver failed disabled endpoint',
  'guides/credits.md': 'price pricing billing payment cost money invoice charge fee',
  'guides/credits.md#refunds': 'refund refunds money back chargeback return cancel',
  'guides/credits.md#never-run-out':
    'auto top-up topup automatic recharge insufficient_credits 402',
  'guides/errors-and-retries.md':
    'error errors exception exceptions catch throw failure handling status code retry retries',
  'guides/errors-and-retries.md#retry-behaviour':
    'retry retries backoff exponential jitter attempts timeout maxRetries',
  'guides/errors-and-retries.md#what-to-do-about-each-type':
    'error codes 400 401 402 403 404 405 409 413 415 422 429 500 502 503 504',
  'guides/errors-and-retries.md#common-problems': 'troubleshooting problems help faq debug',
  'guides/idempotency.md': 'duplicate twice double retry safely exactly once',
  'guides/pagination.md': 'list cursor page next iterate iterator offset limit',
  'guides/rate-limits.md': '429 too many requests throttle throttling quota',
  'guides/connections.md':
    'transport node-http nodeHttpFetch undici agent keep-alive performance cpu tls mtls',
  'guides/cli.md': 'cli terminal shell bash zsh fish command firsthand completion',
  'guides/cli.md#receive-webhooks-on-your-machine': 'listen forward localhost tunnel trigger',
  'guides/scoring.md':
    'scorer local review blur sharpness rating without a model self-hosted vision',
  'guides/tracing.md': 'opentelemetry otel traceparent spans observability apm distributed',
  'guides/privacy-and-retention.md': 'gdpr ccpa compliance personal data retention',
  'guides/privacy-and-retention.md#delete-data-or-the-account':
    'delete account delete data close account erase erasure right to be forgotten gdpr createErasure remove',
  'guides/sandbox.md': 'test testing mock fake simulate stub',
  'guides/sandbox.md#time': 'clock fake timers hang hangs stuck waiting advance timeout',
  'guides/sandbox.md#what-goes-wrong': 'fault injection simulate errors outage chaos',
  'guides/sandbox-http.md': 'python go php java ruby rust docker curl',
  'guides/sandbox-http.md#webhooks': 'local webhook localhost tunnel forward listen deliver_to',
  'guides/self-hosting.md': 'docker deploy server on-premises kubernetes postgres sqlite',
};
