import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../src/delivery/address-guard.ts';
import { WebhookSender } from '../src/delivery/webhook-sender.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';

function delivery(url: string, timeout_ms = 10_000) {
  return {
    delivery_id: 'whd_1',
    event_id: 'evt_1',
    event_type: 'job.completed',
    endpoint_id: 'whe_1',
    attempt: 1,
    url,
    headers: { 'Content-Type': 'application/json', 'X-FirstHand-Event-Id': 'evt_1' },
    body: '{"id":"evt_1"}',
    timeout_ms,
  };
}

/** Ways to write an address that a webhook must not reach. */
const TRICKS = [
  'https://127.0.0.1/',
  'https://localhost/',
  'https://LOCALHOST:443/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::ffff:169.254.169.254]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[::1]/',
  'https://[::]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[fec0::1]/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[ff02::1]/',
  'https://100.100.100.200/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'http://93.184.215.14/',
] as const;

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

  it.each(TRICKS)('never calls %s', async (url) => {
    const outcome = await createSender().send(delivery(url));
    expect(outcome).toEqual({ status_code: null, reason: 'blocked_address' });
  });

  it.each([
    ['a private address', ['10.1.2.3']],
    ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
    ['a mapped loopback address', ['::ffff:127.0.0.1']],
    ['a metadata address', ['169.254.169.254']],
    ['a link-local address with a zone', ['fe80::1%eth0']],
  ])('never calls a name that has %s', async (_name, addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const outcome = await createSender({ resolve }).send(delivery('https://rebound.example/'));
    expect(outcome).toEqual({ status_code: null, reason: 'blocked_address' });
  });

  it('knows public addresses', () => {
    const addresses = ['93.184.215.14', '8.8.8.8', '2606:4700::1111', '2a00:1450:4001::1'];
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
    expect(isPublicAddress('not an address')).toBe(false);
  });

  it('connects to the address that was checked, resolving the name once', async () => {
    receiver = await startReceiver();
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      // A second answer would lead elsewhere, where nothing listens.
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

  it('takes a redirect as an answer and does not follow it', async () => {
    receiver = await startReceiver(({ path }) =>
      path === '/' ? { status: 302, headers: { Location: '/elsewhere' } } : { status: 200 },
    );
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url));
    expect(outcome).toEqual({ status_code: 302 });
    expect(receiver.received).toHaveLength(1);
  });

  it('gives up on a receiver that does not answer in time', async () => {
    receiver = await startReceiver(() => undefined);
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url, 100));
    expect(outcome).toEqual({ status_code: null, reason: 'timeout' });
  });

  it('gives up on a name that does not resolve in time', async () => {
    const resolve = () => new Promise<never>(() => {});
    const outcome = await createSender({ resolve }).send(delivery('https://slow.example/', 50));
    expect(outcome).toEqual({ status_code: null, reason: 'timeout' });
  });

  it('takes the status of an answer whose body has no end', async () => {
    receiver = await startReceiver(() => ({ status: 200, body: 'x'.repeat(10_000_000) }));
    const outcome = await createSender({ allowPrivate: true }).send(delivery(receiver.url));
    expect(outcome).toEqual({ status_code: 200 });
  });

  it('says that nobody listens', async () => {
    const gone = await startReceiver();
    await gone.close();
    const outcome = await createSender({ allowPrivate: true }).send(delivery(gone.url));
    expect(outcome).toEqual({ status_code: null, reason: 'connection' });
  });

  it('sends an endpoint eight deliveries at a time', async () => {
    let underWay = 0;
    let most = 0;
    receiver = await startReceiver(() => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
      });
      return { status: 204 };
    });
    const { url } = receiver;
    const sender = createSender({ allowPrivate: true });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, () => sender.send(delivery(url))),
    );
    expect(outcomes).toEqual(Array.from({ length: 40 }, () => ({ status_code: 204 })));
    expect(most).toBeLessThanOrEqual(8);
  });
});
