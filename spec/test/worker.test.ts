import { describe, expect, test } from 'vitest';
import { operations, WORKER_SCOPES } from '../generated/worker/index.ts';
import { results } from '../generated/worker/operations.ts';
import * as schemas from '../generated/worker/schemas.ts';
import { describeDocumentBeside } from './document-beside.ts';

describeDocumentBeside({
  name: 'worker',
  section: 10,
  scopes: WORKER_SCOPES,
  table: operations,
  results,
  schemas,
  refusing: ['giveConsent', 'deleteUpload', 'addPasskey'],
  absent: ['getPasskeyChallenge', 'signInWithPasskey', 'getNewPasskeyChallenge', 'addPasskey'],
});

const { fieldErrors, querySchemas } = schemas;

describe("request schemas of workers' operations", () => {
  test('accepts a place with at most three decimals, so that no finer one is sent', () => {
    const near = (value: string) => querySchemas.listJobs().safeParse({ near: value });
    for (const place of ['38.712,-9.139', '0,0', '-90,180', '5.5,100']) {
      expect([place, near(place).success]).toEqual([place, true]);
    }
    for (const place of [
      '38.7123,-9.139',
      '38.712',
      '38.712,-9.1391',
      '38.712, -9.139',
      'a,b',
      '',
    ]) {
      const { error } = near(place);
      expect([place, error && fieldErrors(error)]).toEqual([
        place,
        [{ field: 'near', message: expect.stringContaining('at most three decimals') }],
      ]);
    }
  });
});
