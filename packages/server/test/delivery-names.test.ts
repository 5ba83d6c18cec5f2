import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HostNames } from '../src/delivery/host-names.ts';
import { WebhookSender } from '../src/delivery/webhook-sender.ts';
import { delivery } from './support/delivery.ts';
import { NameServer } from './support/name-server.ts';
import { startReceiver } from './support/receiver.ts';

describe('the host names of webhooks', () => {
  let folder: string;
  let server: NameServer;
  let names: HostNames;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
    const hosts = '# A comment\n10.1.2.3\tintranet.test Alias.test # inside\n::1 intranet.test\n';
    writeFileSync(join(folder, 'hosts'), hosts);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    server = await NameServer.start({
      'innocent.test': { address: '93.184.215.14', ttl: 300 },
      'brief.test': { address: '93.184.215.15', ttl: 0 },
      'unknown.test': { ttl: 300 },
    });
    names = new HostNames({ servers: [server.address], hostsFile: join(folder, 'hosts') });
  });
  afterEach(() => {
    names.close();
    server.close();
  });

  const INNOCENT = [{ address: '93.184.215.14', family: 4 }];
  const askedFor = (name: string) => server.asked.filter((asked) => asked === name).length;

  it("resolves a name while the name servers of another organization's names are silent", async () => {
    let settled = 0;
    for (let index = 0; index < 24; index += 1) {
      const settle = () => {
        settled += 1;
      };
      names.resolve(`s${index}.slow.test`, 'org_hostile').then(settle, settle);
    }
    expect(await names.resolve('innocent.test', 'org_innocent')).toEqual(INNOCENT);
    expect(settled).toBe(0);
  });

  it('looks up at most four names of an organization at once', async () => {
    const lookups = Array.from({ length: 10 }, (_, index) =>
      names.resolve(`s${index}.slow.test`, 'org_hostile'),
    );
    for (const lookup of lookups) lookup.catch(() => {});
    await names.resolve('innocent.test', 'org_innocent');
    expect(new Set(server.asked).size).toBe(5);
  });

  it('refuses more lookups of an organization than it may queue', async () => {
    const lookups = Array.from({ length: 69 }, (_, index) =>
      names.resolve(`s${index}.slow.test`, 'org_hostile'),
    );
    for (const lookup of lookups) lookup.catch(() => {});
    await expect(lookups[68]).rejects.toThrow('Too many host names');
  });

  it('leaves a name alone after two failures', async () => {
    const attempt = () => names.resolve('unknown.test', 'org_1');
    await expect(attempt()).rejects.toThrow(/ENOTFOUND/);
    await expect(attempt()).rejects.toThrow(/ENOTFOUND/);
    const asked = askedFor('unknown.test');
    await expect(attempt()).rejects.toThrow('not looked up again yet');
    expect(askedFor('unknown.test')).toBe(asked);
  });

  it('caches addresses for as long as their TTL allows', async () => {
    await names.resolve('innocent.test', 'org_1');
    const asked = askedFor('innocent.test');
    expect(await names.resolve('INNOCENT.test.', 'org_2')).toEqual(INNOCENT);
    expect(askedFor('innocent.test')).toBe(asked);
    await names.resolve('brief.test', 'org_1');
    const askedOnce = askedFor('brief.test');
    await names.resolve('brief.test', 'org_1');
    expect(askedFor('brief.test')).toBe(2 * askedOnce);
  });

  it('takes names of the hosts file and of this machine from neither cache nor name server', async () => {
    const intranet = [
      { address: '10.1.2.3', family: 4 },
      { address: '::1', family: 6 },
    ];
    expect(await names.resolve('intranet.test', 'org_1')).toEqual(intranet);
    expect(await names.resolve('alias.test', 'org_1')).toEqual(intranet.slice(0, 1));
    expect(await names.resolve('app.localhost', 'org_1')).toContainEqual({
      address: '127.0.0.1',
      family: 4,
    });
    expect(server.asked).toEqual([]);
  });

  it('refuses a delivery to a name whose address in the hosts file is private', async () => {
    const resolve = (host: string, organization: string) => names.resolve(host, organization);
    const sender = new WebhookSender({ resolve });
    const outcome = await sender.send(delivery('https://intranet.test/'));
    expect(outcome).toEqual({ status_code: null, reason: 'blocked_address' });
    sender.close();
  });

  it('delivers to localhost where private addresses are allowed', async () => {
    const receiver = await startReceiver();
    const sender = new WebhookSender({ allowPrivate: true });
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    expect(await sender.send(delivery(url))).toEqual({ status_code: 200 });
    sender.close();
    await receiver.close();
  });
});
