import { createHash } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { submissionRecord } from '@firsthandapi/engine/testing';
import { until } from '@firsthandapi/test-support/until';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { formatReport, verify } from '../../src/cli/verify.ts';
import { verifyOptionsOf } from '../../src/cli/verify-options.ts';
import { FolderStorage } from '../../src/files/folder-storage.ts';
import { SealedFiles } from '../../src/files/sealed-files.ts';
import { KeyringFile } from '../../src/keyring/keyring-file.ts';
import { LocalKeyring } from '../../src/keyring/local-keyring.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { type DatabaseKind, databaseKinds } from '../../src/testing/databases.ts';
import { formatAnchor } from '../../src/verify/chain-anchor.ts';
import { sealChains } from '../../src/verify/chain-sealer.ts';
import type { Problem } from '../../src/verify/finding.ts';
import { Verifier } from '../../src/verify/verifier.ts';
import { buyCredits, JOB, startTestServer, type TestServer } from '../support/test-server.ts';

const ALL = { sample: undefined, bytesPerSecond: Number.POSITIVE_INFINITY };
const WORKER = {
  id: 'wkr_1',
  region: null,
  device_info: { device_model: '', device_os: '', app_version: '' },
  strikes: 0,
  trust: {},
  organization_id: null,
  job_id: null,
  simulated: false,
  suspension: null,
  lease_expiries: [],
  created_at: 0,
};

for (const kind of await databaseKinds()) {
  describe(`verifying a server on ${kind.name}`, () => specify(kind));
}

function specify(kind: DatabaseKind): void {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer(kind);
    await buyCredits(server);
    await server.call('POST', '/v1/jobs', { key: server.live, body: JOB });
    await exportData();
  });
  afterEach(() => server.close());

  async function exportData(): Promise<void> {
    const { body } = await server.call('POST', '/v1/privacy/exports', { key: server.live });
    await until('the export is ready', async () => {
      const path = `/v1/privacy/exports/${body.id}`;
      return (await server.call('GET', path, { key: server.live })).body.status === 'ready';
    });
  }

  async function seal(): Promise<void> {
    const store = await openStore(server.database.location);
    await sealChains(store, Date.now());
    await store.close();
  }

  const found = async () => (await verify(server.configuration, ALL)).problems;

  it('finds nothing wrong with a running server, and says what it checked', async () => {
    await seal();
    const wrong = { sealedAt: 1, digest: 'a'.repeat(64) };
    const withAnchor = await verify(server.configuration, { ...ALL, anchors: [wrong] });
    expect(withAnchor.problems).toMatchObject([{ check: 'chains', subject: formatAnchor(wrong) }]);
    const report = await verify(server.configuration, ALL);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, checked: { keyring: 1, books: 1, files: 1 } });
    expect(formatReport(report, false)).toMatch(
      /books and hash chains of 1 organization, and \d+ files?\.\nNothing is wrong\.$/,
    );
    expect(JSON.parse(formatReport(report, true))).toEqual(report);
  });

  it('finds credits that the ledger does not explain', async () => {
    await server.database.script([
      "UPDATE credit_lots SET remaining_cents = remaining_cents - 1 WHERE source = 'purchase'",
      "UPDATE account_balances SET balance_cents = balance_cents + 5 WHERE account = 'available'",
    ]);
    const problems = await found();
    expect(problems.map(({ message }) => message.split(':')[0]).sort()).toEqual([
      'the available balance',
      'the balances',
      'the lots',
    ]);
    expect(problems[0]?.subject).toBe(server.organizationId);
  });

  it('finds files that are missing, altered or another than their row states', async () => {
    const folder = join(server.folder, 'files');
    const [name = ''] = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    await server.database.script(['UPDATE data_exports SET size_bytes = size_bytes + 1']);
    expect((await found()).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^its content has \d+ bytes, but the row \d+$/),
    ]);
    writeFileSync(name, 'not sealed');
    expect((await found()).map(({ message }) => message)).toEqual([
      expect.stringContaining('cannot be opened'),
    ]);
    await server.database.script(["UPDATE data_exports SET content_key = 'export_lost'"]);
    expect((await found()).map(({ message }) => message)).toEqual(['its content is missing']);
  });

  it('finds content whose SHA-256 is not the one in its sealed row', async () => {
    const { body: job } = await server.call('POST', '/v1/jobs', { key: server.live, body: JOB });
    const keyring = new LocalKeyring(new KeyringFile(server.configuration.keyringFile));
    const store = await openStore(server.database.location);
    await store.useKeyring(keyring);
    const files = new SealedFiles(new FolderStorage(join(server.folder, 'files')), keyring, store);
    const content = Buffer.from('content');
    const upload = submissionRecord({
      organization_id: server.organizationId,
      environment: 'live',
      job_id: job.id,
      content_key: 'upload_1',
      size_bytes: content.length,
      content_hash: createHash('sha256').update(content).digest('hex'),
    });
    await files.put('upload_1', server.organizationId, content);
    await store.transact(async ({ workers, submissions }) => {
      await workers.insert(WORKER);
      await submissions.insert(upload);
    });
    expect(await found()).toEqual([]);
    expect((await verify(server.configuration, { ...ALL, sample: 5 })).checked.files).toBe(2);
    await store.transact(({ submissions }) =>
      submissions.update({ ...upload, content_hash: 'a'.repeat(64) }),
    );
    await store.close();
    expect((await found()).map(({ message }) => message)).toEqual([
      'its content has another SHA-256',
    ]);
  });

  it('finds nothing wrong after an organization was erased, whose audit events left digests', async () => {
    await seal();
    const tombstones = () => server.database.execute('SELECT * FROM audit_tombstones');
    const { body } = await server.call('POST', '/v1/privacy/erasures', {
      key: server.live,
      body: { target: 'organization', confirm_organization_id: server.organizationId },
    });
    await vi.waitFor(
      async () => {
        const erasures = await server.database.execute(
          `SELECT status FROM erasures WHERE id = '${body.id}'`,
        );
        expect(erasures).toEqual([{ status: 'completed' }]);
      },
      { timeout: 20_000 },
    );
    expect(await tombstones()).not.toEqual([]);
    expect(await found()).toEqual([]);
    await seal();
    expect(await tombstones()).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it('reports another keyring, and checks the books and chains all the same', async () => {
    await seal();
    const { keyringFile } = server.configuration;
    renameSync(keyringFile, `${keyringFile}.away`);
    new KeyringFile(keyringFile).createMissing();
    const { checked, problems } = await verify(server.configuration, ALL);
    rmSync(keyringFile);
    renameSync(`${keyringFile}.away`, keyringFile);
    expect(problems.map(({ check }) => check)).toEqual(['keyring']);
    expect(checked).toMatchObject({ keyring: 1, books: 1, files: 0 });
    expect(checked.chains).toBeGreaterThan(0);
  });

  it.runIf(kind.name === 'PostgreSQL')('exits with 1 and names what is wrong', async () => {
    const { location } = server.database;
    await server.database.script([
      "UPDATE account_balances SET balance_cents = balance_cents + 5 WHERE account = 'available'",
    ]);
    let output = '';
    const environment = {
      DATA_DIR: server.folder,
      DATABASE_URL: location.kind === 'postgres' ? location.url : '',
    };
    const code = await main(['verify', '--all'], environment, {
      write(text) {
        output += text;
      },
      writeError() {},
    });
    expect(code).toBe(1);
    expect(output).toContain(`books ${server.organizationId}: the available balance: `);
  });

  it('is done by the server itself, step by step, with metrics and a line per problem', async () => {
    const store = await openStore(server.database.location);
    const keyring = new LocalKeyring(new KeyringFile(server.configuration.keyringFile));
    await store.useKeyring(keyring);
    const problems: Problem[] = [];
    const verifier = new Verifier({
      store,
      keyring,
      files: new SealedFiles(new FolderStorage(join(server.folder, 'files')), keyring, store),
      now: () => 5_000,
      onProblem: (problem) => problems.push(problem),
      onSealed: () => {},
      onError: (error) => expect(error).toBeUndefined(),
    });
    const figure = (name: string, check?: string) =>
      verifier
        .gauges()
        .find((gauge) => gauge.name === name)
        ?.values.find(({ labels }) => labels.check === check)?.value;
    const cycle = async () => {
      const before = figure('firsthand_verify_steps_total', 'keyring') ?? 0;
      while (figure('firsthand_verify_steps_total', 'keyring') !== before + 2) {
        await verifier.step();
      }
    };
    await cycle();
    expect(figure('firsthand_verify_completed_timestamp_seconds')).toBe(5);
    expect(problems).toEqual([]);
    await server.database.script([
      "UPDATE account_balances SET balance_cents = balance_cents + 5 WHERE account = 'available'",
    ]);
    await cycle();
    expect(problems).not.toEqual([]);
    expect(figure('firsthand_verify_problems_total', 'books')).toBe(problems.length);
    await verifier.stop();
    await store.close();
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('# TYPE firsthand_verify_problems_total counter');
  });
}

describe('the arguments of verify', () => {
  it.each([
    [[], { sample: 200, isJson: false }],
    [['--all', '--json'], { sample: undefined, isJson: true }],
    [['--sample', '5', '--rate', '1'], { sample: 5, bytesPerSecond: 1_048_576 }],
    [['--anchor', `7:${'a'.repeat(64)}`], { anchors: [{ sealedAt: 7, digest: 'a'.repeat(64) }] }],
  ] as const)('reads %j', (words, expected) => {
    expect(verifyOptionsOf(words)).toMatchObject(expected);
  });

  it.each([
    [['--all', '--sample', '5']],
    [['--sample', '0']],
    [['--rate', 'fast']],
    [['--deep']],
    [['--anchor', '5:x']],
  ])('rejects %j', (words) => {
    expect(() => verifyOptionsOf(words)).toThrow();
  });
});
