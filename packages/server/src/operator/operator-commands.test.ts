import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjustEarnings, type Environment, requestPayout } from '@firsthandapi/engine';
import { submissionRecord } from '@firsthandapi/engine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../cli/main.ts';
import { readConfiguration } from '../configuration.ts';
import { openOrCreateKeyring } from '../keyring/open-keyring.ts';
import { job, NOW, nextId, organization } from '../testing/records.ts';
import { changeAsOperator, readAsOperator } from './operator-work.ts';
import { withReadableRows } from './with-store.ts';

const BY = ['--by', 'Rui Alves'];

describe('the commands of an operator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-'));
  const environment = { DATA_DIR: folder, DATABASE_URL: '' };
  const configuration = readConfiguration(environment);
  const worker = nextId('wkr');
  const submission = nextId('sub');
  let payout: string;

  beforeAll(async () => {
    await withReadableRows(configuration, (store) => openOrCreateKeyring(configuration, store));
    const owner = organization();
    const posted = job(owner.id, { status: 'completed', files_needed: 1, files_approved: 1 });
    payout = await changeAsOperator(configuration, async (work) => {
      const { tables } = work;
      await tables.organizations.insert(owner);
      await tables.organizations.insert(organization({ id: worker, email: 'ana@example.com' }));
      await tables.jobs.insert(posted);
      await tables.workers.insert(workerRecord(worker));
      const owned = {
        organization_id: owner.id,
        environment: 'live' as Environment,
        job_id: posted.id,
      };
      await tables.submissions.insert(
        submissionRecord({
          ...owned,
          id: submission,
          worker_id: worker,
          status: 'rejected',
          ai_star_rating: 1,
          rejection_code: 'unusable',
        }),
      );
      await tables.appeals.insert(appealRecord(worker, submission, posted.id));
      await adjustEarnings(work, worker, 800, 'rejection_overturned');
      return (await requestPayout(work, worker)).id;
    });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(...words: readonly string[]) {
    let output = '';
    let errors = '';
    const code = await main(words, environment, {
      write(text) {
        output += text;
      },
      writeError(text) {
        errors += text;
      },
    });
    return { code, output, errors };
  }

  const audited = () =>
    readAsOperator(configuration, async ({ tables }) => {
      const events = await tables.audit_events.list({ limit: 100, order: 'oldest' });
      return events.map(({ action, actor }) => [action, actor.type, actor.id]);
    });

  it('lists the appeals that are open, decides one, and refuses to decide it again', async () => {
    const listed = JSON.parse((await run('appeals', '--json')).output);
    expect(listed).toMatchObject([{ submission_id: submission, appeal: 'It is the door.' }]);
    const decision = ['appeals', 'decide', submission, 'overturned', ...BY, '--answer', 'Right.'];
    const decided = await run(...decision, '--json');
    expect([decided.code, decided.errors]).toEqual([0, '']);
    expect(JSON.parse(decided.output)).toMatchObject([
      { status: 'overturned', answer: 'Right.', decided_by: 'Rui Alves' },
    ]);
    expect((await run('appeals')).output).toBe('No appeal is open.\n');
    const again = await run(...decision);
    expect([again.code, again.errors]).toEqual([1, expect.stringMatching(/already overturned/)]);
    expect(await audited()).toContainEqual([
      'submission.appeal_overturned',
      'reviewer',
      'Rui Alves',
    ]);
  });

  it('exports the payouts that are requested, and notes once that one is paid', async () => {
    const { output } = await run('payouts', 'export');
    const [names, row] = output.trimEnd().split('\n');
    expect(names).toBe('payout_id,worker_id,email,amount_cents,currency,requested_at');
    expect(row).toMatch(new RegExp(`^${payout},${worker},ana@example\\.com,800,usd,`));
    const paid = ['payouts', 'paid', payout, '--reference', 'Transfer 1', ...BY, '--json'];
    for (const _ of ['first', 'again']) {
      expect(JSON.parse((await run(...paid)).output)).toMatchObject([
        { status: 'paid', reference: 'Transfer 1' },
      ]);
    }
    const returned = await run('payouts', 'returned', payout, ...BY);
    expect([returned.code, returned.errors]).toEqual([1, expect.stringMatching(/already paid/)]);
    const entries = (await audited()).filter(([action]) => action === 'payout.paid');
    expect(entries).toEqual([['payout.paid', 'operator', 'Rui Alves']]);
    expect((await run('payouts')).output).toBe('No payout is requested.\n');
  });

  it('suspends a worker for a reason, and reinstates them', async () => {
    const suspended = await run('workers', 'suspend', worker, '--reason', 'fraud', ...BY, '--json');
    expect(JSON.parse(suspended.output)).toMatchObject([
      { reason: 'fraud', suspended_by: 'Rui Alves' },
    ]);
    const reinstated = await run('workers', 'reinstate', worker, ...BY, '--json');
    expect(JSON.parse(reinstated.output)).toMatchObject([{ suspended_since: null }]);
    expect(await audited()).toEqual(
      expect.arrayContaining([
        ['worker.suspended', 'operator', 'Rui Alves'],
        ['worker.reinstated', 'operator', 'Rui Alves'],
      ]),
    );
    const unknown = await run('workers', 'reinstate', nextId('wkr'), ...BY);
    expect([unknown.code, unknown.output]).toEqual([1, '']);
  });

  it('lists no file when none waits for a person, and refuses to rate one that does not', async () => {
    expect((await run('reviews', '--json')).output).toBe('[]\n');
    const rating = ['reviews', 'decide', submission, '--stars', '4', ...BY, '--reason', 'Sharp.'];
    const refused = await run(...rating);
    expect([refused.code, refused.errors]).toEqual([1, expect.stringMatching(/no review/)]);
  });

  it.each([
    [['appeals', 'decide', 'sub_1', 'ignored', ...BY, '--answer', 'No.'], /must be one of upheld/],
    [['appeals', 'decide', 'sub_1', 'upheld', '--answer', 'No.'], /--by is missing: appeals/],
    [['appeals', '--status', 'lost'], /--status must be one of open/],
    [['payouts', 'paid', 'pay_1', ...BY], /--reference is missing/],
    [['payouts', 'burnt', 'pay_1', ...BY], /must be one of paid, returned/],
    [['reviews', 'decide', 'sub_1', '--stars', '6', ...BY, '--reason', 'x'], /from 1 to 5/],
    [['workers', 'suspend', 'wkr_1', '--reason', 'mood', ...BY], /--reason must be one of stolen/],
    [['workers', 'promote', 'wkr_1', ...BY], /must be one of suspend, reinstate/],
    [['workers'], /^workers suspend <worker>/],
    [['reviews', '--loud'], /^reviews \[list\]/],
  ])('exits with 2 for %j', async (words, message) => {
    const { code, output, errors } = await run(...words);
    expect([code, output, errors]).toEqual([2, '', expect.stringMatching(message)]);
  });
});

function workerRecord(id: string) {
  return {
    id,
    organization_id: null,
    job_id: null,
    region: null,
    device_info: { device_model: '', device_os: '', app_version: '' },
    strikes: 0,
    trust: {},
    simulated: false,
    suspension: null,
    lease_expiries: [],
    created_at: NOW,
  };
}

function appealRecord(organization_id: string, id: string, job_id: string) {
  return {
    organization_id,
    environment: 'live' as const,
    id,
    job_id,
    status: 'open' as const,
    text: 'It is the door.',
    answer: null,
    decided_by: null,
    created_at: NOW,
    due_at: NOW + 1,
    answered_at: null,
  };
}
