import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TrafficMeter } from './database-traffic.ts';

/** A TCP proxy in front of a database, for connections that break in every way that a network can. */
export interface DatabaseProxy {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** Stops forwarding in both directions, without closing anything, as a frozen server or a silent firewall does. */
  freeze(): void;
  /** Forwards again, including what has arrived since. */
  thaw(): void;
  /** Resets every connection, and refuses new ones until `accept`. */
  refuse(): void;
  accept(): void;
  /** Resets every connection after half of the server's next chunk. */
  cutNextResponses(): void;
  /** Ends the server's side of every connection, as a pooler that shuts down does. */
  endResponses(): void;
  /** What clients have sent through the proxy. */
  readonly meter: TrafficMeter;
  /** Never forwards for the present connections again, and closes none of them. New ones work. */
  strand(): void;
  /** Forwards the server's chunks this much later, in milliseconds; 0 for no delay. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly database: Socket;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  const meter = new TrafficMeter();
  const stranded = new Set<Pair>();
  let isFrozen = false;
  let isRefusing = false;
  let isCutting = false;
  let delayMs = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (isRefusing) {
      client.resetAndDestroy();
      return;
    }
    const database = connect({ port: Number(target.port), host: target.hostname });
    const pair = { client, database };
    pairs.add(pair);
    const drop = () => {
      pairs.delete(pair);
      stranded.delete(pair);
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) socket.on('error', drop).on('close', drop);
    const observer = meter.observe();
    const delayed: Buffer[] = [];
    const writeLater = (chunk: Buffer) => {
      delayed.push(chunk);
      // The oldest chunk is written each time, so that a shorter delay overtakes nothing.
      setTimeout(() => client.write(delayed.shift() ?? ''), delayMs);
    };
    client
      .on('data', (chunk) => {
        observer.sent(chunk);
        database.write(chunk);
      })
      .on('end', () => database.end());
    database
      .on('data', (chunk) => {
        observer.received();
        if (delayMs > 0 || delayed.length > 0) writeLater(chunk);
        else if (!isCutting) client.write(chunk);
        else client.write(chunk.subarray(0, chunk.length / 2), () => client.resetAndDestroy());
      })
      .on('end', () => client.end());
    if (isFrozen) setFlow(pair, 'pause');
  });
  await listen(server);
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    meter,
    freeze() {
      isFrozen = true;
      for (const pair of pairs) setFlow(pair, 'pause');
    },
    thaw() {
      isFrozen = false;
      for (const pair of pairs) setFlow(pair, 'resume');
    },
    refuse() {
      isRefusing = true;
      for (const { client } of pairs) client.resetAndDestroy();
    },
    accept() {
      isRefusing = false;
      isCutting = false;
    },
    cutNextResponses() {
      isCutting = true;
    },
    endResponses() {
      for (const { client } of pairs) client.end();
    },
    strand() {
      for (const pair of pairs) {
        setFlow(pair, 'pause');
        stranded.add(pair);
      }
      pairs.clear();
    },
    delay(milliseconds) {
      delayMs = milliseconds;
    },
    async close() {
      for (const { client } of [...pairs, ...stranded]) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function setFlow({ client, database }: Pair, change: 'pause' | 'resume'): void {
  client[change]();
  database[change]();
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
