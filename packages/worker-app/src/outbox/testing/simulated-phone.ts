import { DeliveryError, type DeliveryPort } from '../delivery-port.ts';
import { Outbox } from '../outbox.ts';
import type { OutboxItem } from '../outbox-item.ts';
import type { OutboxStore } from '../outbox-store.ts';
import { Sender } from '../sender.ts';
import { MemoryOutboxStore } from './memory-outbox-store.ts';

/** What goes wrong with one call to the server. */
export type Fault = 'none' | 'lost_request' | 'lost_response' | 'killed' | 'upload_gone';

/** A phone whose app may be killed at any call, and a server that counts what arrives. */
export class SimulatedPhone {
  readonly disk = new MemoryOutboxStore();
  /** The items whose hand-in the server has accepted. It refuses files of which it does not have all bytes. */
  readonly submissions = new Set<string>();
  readonly #faults: Fault[];
  readonly #uploads = new Map<string, number>();
  #now = 0;
  #life = new AbortController();
  #lives = 0;
  outbox = new Outbox(this.disk);

  constructor(faults: readonly Fault[]) {
    this.#faults = [...faults];
  }

  async capture(item: OutboxItem): Promise<void> {
    await this.outbox.add(item, new Blob([new Uint8Array(item.size)]));
    await this.outbox.change(item.id, { kind: 'submitted' });
  }

  /** Starts the app, and starts it again whenever it is killed, until everything is handed in. */
  async run(): Promise<void> {
    for (;;) {
      await this.#live();
      const items = await this.disk.items();
      if (items.every(({ state }) => state.kind === 'handed_in')) return;
    }
  }

  async #live(): Promise<void> {
    this.#lives += 1;
    this.#life = new AbortController();
    const life = this.#life;
    this.outbox = new Outbox(mortal(this.disk, life.signal));
    const sender = new Sender({
      outbox: this.outbox,
      delivery: this.#delivery(life.signal),
      isOnline: () => true,
      clock: {
        now: () => this.#now,
        random: () => 0.5,
        pause: async (milliseconds) => {
          // Nothing else happens on this phone: time passes at once, and an idle app has nothing left to do.
          if (milliseconds === Number.POSITIVE_INFINITY) life.abort();
          else this.#now += milliseconds;
        },
      },
    });
    await Promise.race([sender.run(life.signal), dead(life.signal)]);
  }

  #delivery(life: AbortSignal): DeliveryPort {
    return {
      upload: async (item, bytes, progress) => {
        const url = item.upload?.url ?? `upload-${item.id}-${this.#lives}`;
        if (item.upload === null) {
          await this.#call(life, () => this.#uploads.set(url, 0));
          await progress.created({ id: url, url });
        }
        for (;;) {
          const offset = this.#uploads.get(url);
          if (offset === undefined) throw new DeliveryError('gone', { kind: 'upload_again' });
          if (offset >= bytes.size) return;
          await this.#call(
            life,
            () => this.#uploads.set(url, Math.min(bytes.size, offset + CHUNK)),
            () => this.#uploads.delete(url),
          );
          progress.confirmed(this.#uploads.get(url) ?? 0);
        }
      },
      handIn: async (item) => {
        await this.#call(life, () => {
          if (this.#uploads.get(item.upload?.url ?? '') !== item.size)
            throw new Error('incomplete');
          // The server recognises the Idempotency-Key, which is the item's id.
          this.submissions.add(item.id);
        });
        return { submissionId: `sub-${item.id}`, status: 'pending_score' };
      },
    };
  }

  async #call(life: AbortSignal, effect: () => void, lose: () => void = () => {}): Promise<void> {
    const fault = this.#faults.shift() ?? 'none';
    if (fault === 'lost_request') throw new DeliveryError('network', { kind: 'retry' });
    if (fault === 'upload_gone') {
      lose();
      throw new DeliveryError('network', { kind: 'retry' });
    }
    effect();
    if (fault === 'lost_response') throw new DeliveryError('network', { kind: 'retry' });
    if (fault === 'killed') {
      this.#life.abort();
      await new Promise(() => {});
    }
    if (life.aborted) await new Promise(() => {});
  }
}

const CHUNK = 4;

/** What a killed app still writes never reaches the disk. */
function mortal(disk: OutboxStore, life: AbortSignal): OutboxStore {
  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (life.aborted) return new Promise<T>(() => {});
    return work();
  };
  return {
    items: () => alive(() => disk.items()),
    add: (item, bytes) => alive(() => disk.add(item, bytes)),
    update: (id, change) => alive(() => disk.update(id, change)),
    bytes: (id) => alive(() => disk.bytes(id)),
    deleteBytes: (id) => alive(() => disk.deleteBytes(id)),
    delete: (id) => alive(() => disk.delete(id)),
  };
}

function dead(life: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (life.aborted) resolve();
    else life.addEventListener('abort', () => resolve(), { once: true });
  });
}
