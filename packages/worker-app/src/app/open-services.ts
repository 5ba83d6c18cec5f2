import { openReadCache } from '@firsthandapi/ui';
import { createWorkerApi } from '../api/worker-api.ts';
import { createCheckFile } from '../checks/check-file.ts';
import { Camera } from '../devices/camera.ts';
import { ApiDelivery } from '../outbox/api-delivery.ts';
import { IndexedDbOutboxStore } from '../outbox/indexeddb-outbox-store.ts';
import { Outbox } from '../outbox/outbox.ts';
import { Sender } from '../outbox/sender.ts';
import type { Services } from '../services/services.ts';
import { browserProofSource } from '../session/browser-proof-source.ts';
import { ProofOfWork } from '../session/proof-of-work.ts';
import { Session } from '../session/session.ts';
import { storedAccount } from '../session/stored-account.ts';

const OUTBOX = 'firsthandapi-outbox';
const READS = 'firsthandapi-reads';
const SENDER_LOCK = 'firsthandapi-sender';

/** Opens everything that outlives a screen, and lets the outbox send. */
export async function openServices(): Promise<Services> {
  const api = createWorkerApi();
  const session = new Session(api, storedAccount);
  const otherTabs = new BroadcastChannel(OUTBOX);
  const store = await IndexedDbOutboxStore.open(OUTBOX);
  const outbox = new Outbox(store, () => otherTabs.postMessage('changed'));
  await outbox.load();
  const sender = new Sender({
    outbox,
    delivery: new ApiDelivery(api),
    isOnline: () => navigator.onLine,
    clock: { now: Date.now, random: Math.random, pause },
  });
  otherTabs.onmessage = async () => {
    await outbox.load();
    sender.wake();
  };
  addEventListener('online', () => void sender.sendNow());
  session.state.subscribe((state) => {
    if (state.kind === 'signed_in') sender.signedIn();
  });
  void session.open();
  void sendInOneTab(sender);
  return {
    api,
    session,
    proofs: new ProofOfWork(browserProofSource),
    outbox,
    sender,
    cache: await openReadCache(READS),
    camera: new Camera(),
    checkFile: createCheckFile(),
    now: Date.now,
  };
}

/** Of several open tabs one sends; when it is closed, the next one goes on. */
async function sendInOneTab(sender: Sender): Promise<void> {
  const forever = new AbortController().signal;
  await navigator.locks.request(SENDER_LOCK, () => sender.run(forever));
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = Number.isFinite(milliseconds)
      ? setTimeout(resolve, Math.max(0, milliseconds))
      : undefined;
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
