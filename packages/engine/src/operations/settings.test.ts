import type { UpdateSettingsRequest } from '@firsthandapi/spec';
import { describe, expect, it } from 'vitest';
import { grantFreeCredits } from '../credits/lots/free-credits.ts';
import { Bank, ORGANIZATION } from '../credits/testing/bank.ts';
import type { Reply } from '../http/reply.ts';
import type { Environment } from '../store/records.ts';
import { getSettings, updateSettings } from './settings.ts';

function update(
  bank: Bank,
  body: UpdateSettingsRequest,
  environment: Environment = 'live',
): Promise<Reply> {
  return bank.request(updateSettings, 'updateSettings', { body, environment });
}

const topup = {
  auto_topup_enabled: true,
  auto_topup_threshold_cents: 500,
  auto_topup_amount_cents: 1_000,
} as const;

describe('getSettings', () => {
  it('shows the organization and its settings', async () => {
    const bank = await Bank.open();
    expect(await bank.request(getSettings, 'getSettings')).toEqual({
      status: 200,
      body: {
        object: 'settings',
        id: ORGANIZATION.id,
        name: 'Acme Vision',
        email: 'dev@acme.example',
        billing_contact: null,
        tier: 'free',
        default_type: null,
        default_price_per_file_cents: null,
        low_balance_threshold_cents: null,
        auto_topup_enabled: false,
        auto_topup_threshold_cents: null,
        auto_topup_amount_cents: null,
        quotas: expect.any(Array),
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
      },
    });
  });
});

describe('updateSettings', () => {
  it.each<UpdateSettingsRequest>([
    topup,
    { name: 'Renamed' },
    { email: 'other@acme.example' },
    { billing_contact: null },
    { default_type: 'feedback' },
    { default_price_per_file_cents: 50_000 },
    { low_balance_threshold_cents: 0 },
  ])('refuses a test key, since live traffic reads every setting: %o', async (change) => {
    const bank = await Bank.open();
    const before = await bank.organization();
    await expect(update(bank, change, 'test')).rejects.toMatchObject({
      type: 'authorization_error',
      status: 403,
    });
    expect(await bank.organization()).toEqual(before);
  });

  it('changes the fields that are sent and leaves the others', async () => {
    const bank = await Bank.open({ default_type: 'feedback', low_balance_threshold_cents: 300 });
    await bank.passTime(1_000);
    const billing_contact = { name: 'Accounts', email: 'accounts@acme.example' };
    const { body } = await update(bank, { billing_contact, default_price_per_file_cents: 75 });
    expect(body).toMatchObject({
      name: 'Acme Vision',
      billing_contact,
      default_type: 'feedback',
      default_price_per_file_cents: 75,
      low_balance_threshold_cents: 300,
      updated_at: '2026-01-01T00:00:01.000Z',
    });
    expect((await bank.request(getSettings, 'getSettings')).body).toEqual(body);
  });

  it('clears a field that is sent as null', async () => {
    const bank = await Bank.open({ default_type: 'feedback', low_balance_threshold_cents: 300 });
    const { body } = await update(bank, { default_type: null, low_balance_threshold_cents: null });
    expect(body).toMatchObject({ default_type: null, low_balance_threshold_cents: null });
  });

  it('treats an undefined field as not sent', async () => {
    const bank = await Bank.open({ default_type: 'feedback' });
    const { body } = await update(bank, { default_type: undefined, name: 'Acme' });
    expect(body).toMatchObject({ default_type: 'feedback', name: 'Acme' });
  });

  it.each([9, 50_001])(
    'refuses a default price of %d cents as a pricing violation',
    async (price) => {
      const bank = await Bank.open();
      await expect(update(bank, { default_price_per_file_cents: price })).rejects.toMatchObject({
        type: 'pricing_violation',
        status: 400,
        details: [
          {
            field: 'default_price_per_file_cents',
            message: `must be 10–50000 cents, not ${price}`,
          },
        ],
      });
    },
  );

  it.each([10, 50_000])('accepts a default price of %d cents', async (price) => {
    const bank = await Bank.open();
    const { body } = await update(bank, { default_price_per_file_cents: price });
    expect(body).toMatchObject({ default_price_per_file_cents: price });
  });

  it('records the change in the audit log', async () => {
    const bank = await Bank.open();
    await update(bank, { name: 'Acme' });
    expect(bank.store.snapshot().tables.audit_events).toMatchObject([
      { action: 'settings.updated', resource: { type: 'organization', id: ORGANIZATION.id } },
    ]);
  });
});

describe('the e-mail address', () => {
  it('stores the e-mail address in lower case', async () => {
    const bank = await Bank.open();
    const { body } = await update(bank, { email: 'Ops@Acme.Example' });
    expect(body).toMatchObject({ email: 'ops@acme.example' });
  });

  it('returns 409 for the e-mail address of another organization', async () => {
    const bank = await Bank.open();
    await bank.run(({ tables }) =>
      tables.organizations.insert({ ...ORGANIZATION, id: 'org_other', email: 'ops@other.example' }),
    );
    await expect(update(bank, { email: 'OPS@other.example' })).rejects.toMatchObject({
      type: 'conflict',
      status: 409,
      message: expect.stringContaining('email'),
    });
    expect((await bank.organization()).email).toBe('dev@acme.example');
  });

  it("accepts the organization's own e-mail address again", async () => {
    const bank = await Bank.open();
    const { status } = await update(bank, { email: 'DEV@acme.example' });
    expect(status).toBe(200);
  });
});

describe('automatic top-up', () => {
  it('refuses automatic top-up without its threshold and amount, naming both', async () => {
    const bank = await Bank.open();
    await expect(update(bank, { auto_topup_enabled: true })).rejects.toMatchObject({
      type: 'validation_error',
      status: 400,
      details: [{ field: 'auto_topup_threshold_cents' }, { field: 'auto_topup_amount_cents' }],
    });
    expect((await bank.organization()).auto_topup_enabled).toBe(false);
  });

  it('accepts automatic top-up when its threshold and amount are already set', async () => {
    const bank = await Bank.open({ ...topup, auto_topup_enabled: false });
    const { body } = await update(bank, { auto_topup_enabled: true });
    expect(body).toMatchObject(topup);
  });

  it('refuses to clear the threshold and amount while automatic top-up is on', async () => {
    const bank = await Bank.open(topup);
    await expect(update(bank, { auto_topup_amount_cents: null })).rejects.toMatchObject({
      details: [{ field: 'auto_topup_amount_cents' }],
    });
    const off = { auto_topup_enabled: false, auto_topup_amount_cents: null };
    expect((await update(bank, off)).body).toMatchObject(off);
  });

  it('buys a pack at once when credits are already low', async () => {
    const bank = await Bank.open();
    await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
    await update(bank, topup);
    await bank.passTime(0);
    expect(bank.eventsOfType('credits.auto_topped_up')).toHaveLength(1);
  });
});
