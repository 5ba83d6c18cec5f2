import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeliveryError, type DeliveryPort } from './delivery-port.ts';
import { Outbox } from './outbox.ts';
import { Sender } from './sender.ts';
import { MemoryOutboxStore } from './testing/memory-outbox-store.ts';
import { capturedItem } from './testing/outbox-items.ts';
import { type Fault, SimulatedPhone } from './testing/simulated-phone.ts';

const FAULTS: readonly Fault[] = ['none', 'lost_request', 'lost_response', 'killed', 'upload_gone'];

describe('Sender', () => {
  it('hands in every file, whatever is lost and whenever the app is killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...FAULTS), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 4 }),
        async (faults, sizes) => {
          const phone = new SimulatedPhone(faults);
          await phone.outbox.load();
          for (const [index, size] of sizes.entries()) {
            await phone.capture(capturedItem({ id: `item-${index}`, capturedAt: index, size }));
          }
          await phone.run();
          expect([...phone.submissions].sort()).toEqual(sizes.map((_, index) => `item-${index}`));
          expect(phone.disk.filesKept).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('uploads a file that is not submitted, and hands it in only once it is', async () => {
    const { outbox, sender, calls, stop } = await start();
    await outbox.add(capturedItem(), new Blob(['0123456789']));
    sender.wake();
    await until(() => outbox.find('item-1')?.state.kind === 'uploaded');
    expect(calls).toEqual(['upload item-1']);
    await outbox.change('item-1', { kind: 'submitted' });
    sender.wake();
    await until(() => outbox.find('item-1')?.state.kind === 'handed_in');
    expect(calls).toEqual(['upload item-1', 'hand in item-1']);
    stop();
  });

  it('stops the upload of a file that is paused, and goes on with the others', async () => {
    const { outbox, sender, calls, stop, block } = await start();
    const release = block();
    await outbox.add(capturedItem(), new Blob(['0123456789']));
    sender.wake();
    await until(() => calls.length === 1);
    await outbox.add(capturedItem({ id: 'item-2', capturedAt: 2_000 }), new Blob(['0123456789']));
    await sender.pause('item-1');
    release();
    await until(() => outbox.find('item-2')?.state.kind === 'uploaded');
    expect(outbox.find('item-1')?.state.kind).toBe('paused');
    await sender.sendNow('item-1');
    await until(() => outbox.find('item-1')?.state.kind === 'uploaded');
    stop();
  });

  it('keeps a file that the server refuses, with the reason', async () => {
    const { outbox, sender, stop, fail } = await start();
    fail(new DeliveryError('lease_expired', { kind: 'none' }));
    await outbox.add(capturedItem({ isSubmitted: true }), new Blob(['0123456789']));
    sender.wake();
    await until(() => outbox.find('item-1')?.state.kind === 'failed');
    expect(outbox.find('item-1')?.state).toEqual({ kind: 'failed', code: 'lease_expired' });
    expect(await outbox.bytes('item-1')).toBeDefined();
    stop();
  });

  it('waits for a sign-in when the session has ended, and then goes on', async () => {
    const { outbox, sender, stop, fail } = await start();
    fail(new DeliveryError('authentication_error', { kind: 'sign_in' }));
    await outbox.add(capturedItem({ isSubmitted: true }), new Blob(['0123456789']));
    sender.wake();
    await until(() => sender.state.value === 'signed_out');
    sender.signedIn();
    await until(() => outbox.find('item-1')?.state.kind === 'handed_in');
    stop();
  });

  it('waits after a failure, and not when the phone is online again', async () => {
    const { outbox, sender, stop, fail, pauses } = await start();
    fail(new DeliveryError('network', { kind: 'retry' }));
    await outbox.add(capturedItem({ isSubmitted: true }), new Blob(['0123456789']));
    sender.wake();
    await until(() => sender.state.value === 'waiting');
    expect(pauses.at(-1)).toBe(1_500);
    await sender.sendNow();
    await until(() => outbox.find('item-1')?.state.kind === 'handed_in');
    stop();
  });
});

/** Starts a sender on an empty outbox, with a clock that stands still. */
async function start() {
  const outbox = new Outbox(new MemoryOutboxStore());
  const calls: string[] = [];
  const pauses: number[] = [];
  let failure: DeliveryError | undefined;
  let gate: Promise<void> | undefined;
  const answer = async (signal: AbortSignal) => {
    if (gate !== undefined) await Promise.race([gate, aborted(signal)]);
    const thrown = failure;
    failure = undefined;
    if (thrown !== undefined) throw thrown;
  };
  const delivery: DeliveryPort = {
    async upload(item, _bytes, progress, signal) {
      calls.push(`upload ${item.id}`);
      await progress.created({ id: `upl-${item.id}`, url: `url-${item.id}` });
      await answer(signal);
    },
    async handIn(item, signal) {
      calls.push(`hand in ${item.id}`);
      await answer(signal);
      return { submissionId: `sub-${item.id}`, status: 'pending_score' };
    },
  };
  const sender = new Sender({
    outbox,
    delivery,
    isOnline: () => true,
    clock: {
      now: () => 0,
      random: () => 0.5,
      pause: (milliseconds, signal) => {
        pauses.push(milliseconds);
        return new Promise((resolve) => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
      },
    },
  });
  const life = new AbortController();
  void sender.run(life.signal);
  return {
    outbox,
    sender,
    calls,
    pauses,
    stop: () => life.abort(),
    fail: (error: DeliveryError) => {
      failure = error;
    },
    block: () => {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = () => {
          gate = undefined;
          resolve();
        };
      });
      return release;
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 1 }).toBe(true);
}
