import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../src/delivery/address-guard.ts';
import { WebhookSender } from '../src/delivery/webhook-sender.ts';
import { delivery } from './support/delivery.ts';

/** Ways to write an address that a webhook must not reach, by the trick used. */
const TRICKS: Readonly<Record<string, readonly string[]>> = {
  'a loopback address': [
    'https://127.0.0.1/',
    'https://127.255.255.254/',
    'https://127.0.0.1./',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
  ],
  'a short, decimal, octal or hexadecimal form': [
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://2852039166/',
    'https://017700000001/',
    'https://0177.0.0.1/',
    'https://0300.0250.0.1/',
    'https://0x7f000001/',
    'https://0x7f000001./',
    'https://0x7f.1/',
    'https://0xa9.0xfe.0xa9.0xfe/',
    'https://0/',
  ],
  'digits and dots of other scripts, or percent-encoded': [
    'https://①②⑦.⓪.⓪.①/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://127%2E0%2E0%2E1/',
  ],
  'the name of this machine': [
    'https://localhost/',
    'https://LOCALHOST:443/',
    'https://localhost./',
    'https://loc%61lhost/',
    'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
    'https://metadata.localhost/',
    'https://metadata.localhost./',
  ],
  'a private network': [
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fec0::1]/',
  ],
  'a link-local address': ['https://169.254.0.1/', 'https://[fe80::1]/', 'https://[febf::1]/'],
  'the metadata of a cloud': [
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/',
    'https://[fd20:ce::254]/',
    'https://100.100.100.200/',
    'https://192.0.0.192/',
    'https://168.63.129.16/machine?comp=goalstate',
  ],
  'an IPv4 address inside of an IPv6 one': [
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[0:0:0:0:0:ffff:10.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[64:ff9b:1::10.0.0.1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
  ],
  'an unspecified, multicast or reserved address': [
    'https://0.0.0.0/',
    'https://0.1.2.3/',
    'https://[::]/',
    'https://192.0.0.8/',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://198.19.255.255/',
    'https://224.0.0.1/',
    'https://239.255.255.250/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://[ff02::1]/',
    'https://[100::1]/',
    'https://[2001:db8::1]/',
    'https://[3fff::1]/',
    'https://[5f00::1]/',
  ],
  'a host that is not the one it seems': [
    'https://hooks.example.com@127.0.0.1/',
    'https://hooks.example.com:443@10.0.0.1/',
    'https://127.0.0.1\\@hooks.example.com/',
    'https://127.0.0.1#@hooks.example.com/',
    'https://127.0.0.1?@hooks.example.com/',
  ],
  'credentials or a port of nothing, at a public address': [
    'https://user:secret@93.184.215.14/',
    'https://user@93.184.215.14/',
    'https://:secret@93.184.215.14/',
    'https://93.184.215.14:0/',
  ],
  'no https': ['http://93.184.215.14/', 'ftp://93.184.215.14/', 'file:///etc/passwd'],
};

const EVERY_TRICK = Object.entries(TRICKS).flatMap(([what, urls]) =>
  urls.map((url) => [url, what] as const),
);

describe('webhook addresses', () => {
  const senders: WebhookSender[] = [];
  afterEach(() => {
    for (const sender of senders.splice(0)) sender.close();
  });
  function createSender(options: ConstructorParameters<typeof WebhookSender>[0] = {}) {
    const sender = new WebhookSender(options);
    senders.push(sender);
    return sender;
  }

  it.each(EVERY_TRICK)('never calls %s: %s', async (url) => {
    // Refused without resolving the name.
    const resolve = () => Promise.reject(new Error('A name was looked up'));
    const outcome = await createSender({ resolve }).send(delivery(url));
    expect(outcome).toEqual({ status_code: null, reason: 'blocked_address' });
  });

  it.each([
    'https://[fe80::1%25eth0]/',
    'https://[::1%251]/',
    'https://0x7f.0.0.0.1/',
    'https://[::1/',
  ])('rejects the unparsable %s', async (url) => {
    expect(URL.canParse(url)).toBe(false);
    expect(await createSender().send(delivery(url))).toMatchObject({ status_code: null });
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

  it('accepts public addresses', () => {
    const addresses = [
      '93.184.215.14',
      '8.8.8.8',
      '168.63.129.15',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1111',
      '2a00:1450:4001::1',
    ];
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
    expect(isPublicAddress('not an address')).toBe(false);
  });
});
