import { expect, it } from 'vitest';
import { addressOf } from './address-of.ts';

it.each([
  ['job_01M8KZJ4XGEV39CZ007QK4', '/dashboard/jobs/job_01M8KZJ4XGEV39CZ007QK4'],
  ['req_01M8', '/dashboard/usage?request=req_01M8'],
  ['key_01M8', '/dashboard/keys'],
  ['constructor_01M8', undefined],
  ['job_../../x', undefined],
  ['job_', undefined],
  ['', undefined],
])('finds the screen of %j', (id, address) => {
  expect(addressOf(id)).toBe(address);
});
