/** What a server sent to its database. */
export interface Traffic {
  /** The text of each executed statement, in order. */
  readonly statements: readonly string[];
  /** How often the server sent something and then waited for the response: the round trips, on any connection. */
  readonly roundTrips: number;
}

const TYPE_BYTES = 1;

/** Reads the messages that a client sends to PostgreSQL (protocol 3.0). */
export class TrafficMeter {
  #statements: string[] = [];
  #roundTrips = 0;

  /** Returns what was sent since the last call. */
  take(): Traffic {
    const traffic = { statements: this.#statements, roundTrips: this.#roundTrips };
    this.#statements = [];
    this.#roundTrips = 0;
    return traffic;
  }

  /** Returns the observers of one connection. */
  observe(): { sent(chunk: Buffer): void; received(): void } {
    const prepared = new Map<string, string>();
    let pending = Buffer.alloc(0);
    let isStarted = false;
    let isWaiting = false;
    let bound = '';
    const readMessage = (type: string, body: Buffer) => {
      const texts = body.toString('utf8').split('\0');
      if (type === 'P') prepared.set(texts[0] ?? '', texts[1] ?? '');
      if (type === 'B') bound = texts[1] ?? '';
      if (type === 'E') this.#statements.push(prepared.get(bound) ?? '');
      if (type === 'Q') this.#statements.push(texts[0] ?? '');
    };
    return {
      sent: (chunk) => {
        if (isStarted && !isWaiting) this.#roundTrips += 1;
        isWaiting = true;
        pending = Buffer.concat([pending, chunk]);
        for (;;) {
          const type = isStarted ? TYPE_BYTES : 0;
          if (pending.length < type + 4) return;
          const end = type + pending.readInt32BE(type);
          if (pending.length < end) return;
          if (isStarted) {
            readMessage(pending.toString('latin1', 0, TYPE_BYTES), pending.subarray(type + 4, end));
          }
          isStarted = true;
          pending = pending.subarray(end);
        }
      },
      received: () => {
        isWaiting = false;
      },
    };
  }
}

/** Runs `work` and returns what it sent to the database. */
export async function trafficOf(
  { meter }: { readonly meter: TrafficMeter },
  work: () => Promise<unknown>,
): Promise<Traffic> {
  meter.take();
  await work();
  return meter.take();
}
