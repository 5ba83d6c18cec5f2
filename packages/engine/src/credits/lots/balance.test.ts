import { expect, it } from 'vitest';
import { placeHold } from '../holds/holds.ts';
import { Bank, DAY_MS, ORGANIZATION } from '../testing/bank.ts';
import { checkBooks } from '../testing/check-books.ts';
import { listOpenLots, readBalance } from './balance.ts';
import { grantFreeCredits } from './free-credits.ts';

it('counts every open lot and every hold, however many there are', async () => {
  const bank = await Bank.open();
  await bank.run(async (work) => {
    for (let lot = 0; lot < 205; lot += 1) await grantFreeCredits(work, ORGANIZATION.id);
    for (let job = 0; job < 101; job += 1) await placeHold(work, bank.newJob(1, 10));
  });
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  expect(balance).toEqual({ available_cents: 205 * 250 - 1_010, held_cents: 1_010, owed_cents: 0 });
  await checkBooks(bank);
});

it("counts nothing of other organizations' credits", async () => {
  const bank = await Bank.open();
  await bank.run((work) => grantFreeCredits(work, 'org_other'));
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  expect(balance).toEqual({ available_cents: 0, held_cents: 0, owed_cents: 0 });
});

it('ignores lots that are spent or expired', async () => {
  const bank = await Bank.open();
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  await bank.passTime(365 * DAY_MS);
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  await bank.run((work) => placeHold(work, bank.newJob(5, 50)));
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  const open = await bank.store.read((tables) => listOpenLots(tables, ORGANIZATION.id));
  expect(open).toHaveLength(1);
});

it('counts a lot whose expiry is due but not recorded, so that the balance equals the transactions', async () => {
  const bank = await Bank.open();
  await bank.run((work) => grantFreeCredits(work, ORGANIZATION.id));
  bank.skipTime(366 * DAY_MS);
  await checkBooks(bank);
  await bank.passTime(0);
  await checkBooks(bank);
  const balance = await bank.store.read((tables) => readBalance(tables, ORGANIZATION.id));
  expect(balance.available_cents).toBe(0);
});
