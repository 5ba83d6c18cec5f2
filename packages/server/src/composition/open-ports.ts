import type { Ports } from '@firsthandapi/engine';
import { repeat } from '../background/repeat.ts';
import { WebhookSender } from '../delivery/webhook-sender.ts';
import { StoredDailyHash } from '../host/stored-daily-hash.ts';
import { ConfirmationMailer } from '../mail/confirmation-mailer.ts';
import { openPasskeys } from '../passkeys/webauthn-passkeys.ts';
import type { LocalPayments } from '../payments/local-payments.ts';
import type { StripePayments } from '../payments/stripe-payments.ts';
import { createReadMedia } from '../scoring/measure/read-media.ts';
import { openScorer } from '../scoring/open-scorer.ts';
import type { BuildContext } from './build-context.ts';
import { type OpenedFiles, openFiles } from './open-files.ts';
import type { Foundation } from './open-foundation.ts';
import { openMail } from './open-mail.ts';
import { openPayments } from './open-payments.ts';

/** How soon after midnight the key of the day before is deleted. */
const FORGET_INTERVAL_MS = 5 * 60_000;

export interface OpenedPorts extends OpenedFiles {
  readonly ports: Ports;
  readonly payments: LocalPayments | StripePayments;
}

/** Opens what the engine reaches the world through. */
export async function openPorts(
  context: BuildContext,
  foundation: Foundation,
  publicUrl: string,
): Promise<OpenedPorts> {
  const { configuration, resources, metrics, onError } = context;
  const { store, clock, ids, keyring, traces } = foundation;
  const payments = await openPayments(configuration, keyring, publicUrl);
  const dailyHash = openDailyHash(context, foundation);
  const { files, bucketHealth } = await openFiles(context, foundation);
  const mail = await openMail(configuration, resources, {
    now: () => clock.now(),
    onMail: (outcome) => metrics.noteMail(outcome),
    onError,
  });
  const ports = {
    store,
    clock,
    ids,
    files,
    scorer: await openScorer(configuration),
    readMedia: createReadMedia(),
    payments,
    sender: openSender(context, foundation),
    keyring,
    dailyHash,
    mail,
    mailer: configuration.smtp && new ConfirmationMailer(mail, publicUrl),
    passkeys: openPasskeys(publicUrl),
    traces,
  };
  return { ports, payments, files, bucketHealth };
}

/** The hash of clients, whose key of a past day is deleted even when no request comes. */
function openDailyHash(
  { resources, onError }: BuildContext,
  { store, clock }: Foundation,
): StoredDailyHash {
  const dailyHash = new StoredDailyHash(store, onError);
  const forget = () => dailyHash.forget(clock.now());
  resources.add(repeat(forget, { intervalMs: FORGET_INTERVAL_MS, onError }));
  return dailyHash;
}

function openSender(
  { configuration, metrics, resources }: BuildContext,
  { traces }: Foundation,
): WebhookSender {
  const sender = new WebhookSender({
    allowPrivate: configuration.allowPrivateWebhooks,
    traces,
    onAttempt: (outcome) => metrics.noteAttempt(outcome),
  });
  resources.add(() => sender.close());
  return sender;
}
