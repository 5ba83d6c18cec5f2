import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebhookSender } from '../src/delivery/webhook-sender.ts';
import { delivery } from './support/delivery.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';

describe('webhook delivery', () => {
  let receiver: Receiver | undefined;
  const senders: WebhookSender[] = [];
  afterEach(async () => {
    for (const sender of senders.splice(0)) sender.close();
    await receiver?.close();
    receiver = undefined;
  });
  function createSender(options: ConstructorParameters<typeof WebhookSender>[0] = {}) {
    const sender = new WebhookSender(options);
    senders.push(sender);
    return sender;
  }

  it('connects to the address that was checked, resolving the name once', async () => {
    receiver = await startReceiver();
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      // A second lookup would return another address, where nothing listens.
      return [{ address: asked === 1 ? '127.0.0.1' : '127.9.9.9', family: 4 }];
    };
    const url = receiver.url.replace('127.0.0.1', 'receiver.example');
    const outcome = await createSender({ allowPrivate: true, resolve }).send(delivery(url));
    expect(outcome).toEqual({ status_code: 200 });
    expect(asked).toBe(1);
    expect(receiver.received[0]).toMatchObject({
      body: '{"id":"evt_1"}',
      headers: { 'x-firsthand-event-id': 'evt_1', host: new URL(url).host },
    });
  });

  it.each([
    ['the same host', '/elsewhere'],
    ['a private address', 'http://169.254.169.254/latest/meta-data/'],
    ['another scheme', 'file:///etc/passwd'],
  ])('treats a redirect to %s as the response and does not follow it', async (_name, location) => {
    receiver = await startReceiver(() => ({ status: 307, headers: { Location: location } }));
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url));
    expect(outcome).toEqual({ status_code: 307 });
    expect(receiver.received).toHaveLength(1);
  });

  it('times out when a receiver does not respond', async () => {
    receiver = await startReceiver(() => undefined);
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url, 100));
    expect(outcome).toEqual({ status_code: null, reason: 'timeout' });
  });

  it('times out when a name does not resolve', async () => {
    const resolve = () => new Promise<never>(() => {});
    const outcome = await createSender({ resolve }).send(delivery('https://slow.example/', 50));
    expect(outcome).toEqual({ status_code: null, reason: 'timeout' });
  });

  it('uses the status of a response with an oversized body', async () => {
    receiver = await startReceiver(() => ({ status: 200, body: 'x'.repeat(10_000_000) }));
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url));
    expect(outcome).toEqual({ status_code: 200 });
  });

  it('closes the connection of a response whose body never ends', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200).flushHeaders();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const hungUp = new Promise<void>((resolve) =>
      server.once('connection', (socket) => socket.once('close', resolve)),
    );
    const { port } = server.address() as AddressInfo;
    const sender = createSender({ allowPrivate: true });
    const outcome = await sender.send(delivery(`http://127.0.0.1:${port}/`, 600_000));
    expect(outcome).toEqual({ status_code: 200 });
    await hungUp;
    await new Promise((resolve) => server.close(resolve));
  });

  it('reports a refused connection', async () => {
    const gone = await startReceiver();
    await gone.close();
    const outcome = await createSender({ allowPrivate: true }).send(delivery(gone.url));
    expect(outcome).toEqual({ status_code: null, reason: 'connection' });
  });
});
