import { describe, expect, test } from 'vitest';
import { ACCOUNT_SCOPES, operations, ROLE_SCOPES, ROLES } from '../generated/account/index.ts';
import { results } from '../generated/account/operations.ts';
import * as schemas from '../generated/account/schemas.ts';
import { SCOPES } from '../generated/index.ts';
import { contractText, rolesInContract } from './contract-table.ts';
import { describeDocumentBeside } from './document-beside.ts';

describeDocumentBeside({
  name: 'account',
  section: 11,
  scopes: ACCOUNT_SCOPES,
  table: operations,
  results,
  schemas,
  refusing: [
    'signIn',
    'inviteMember',
    'changeRole',
    'removeMember',
    'addPasskey',
    'addAuthenticator',
    'confirmAuthenticator',
    'renewRecoveryCodes',
  ],
  absent: [
    'getPasskeyChallenge',
    'signInWithPasskey',
    'getNewPasskeyChallenge',
    'addPasskey',
    'prove',
  ],
});

describe('roles of members', () => {
  test('have exactly the scopes of the contract', () => {
    const contracted = rolesInContract(contractText);
    expect(Object.keys(contracted)).toEqual(ROLES);
    for (const role of ROLES) {
      const { live, test: inTest } = ROLE_SCOPES[role];
      const only = inTest.filter((scope) => !live.some((one) => one === scope));
      expect([role, [...live], only]).toEqual([role, ...(contracted[role] ?? [])]);
    }
  });

  test('give owners every scope, and nobody one that does not exist', () => {
    const known: readonly string[] = [...SCOPES, ...ACCOUNT_SCOPES];
    expect([...ROLE_SCOPES.owner.live].sort()).toEqual([...known].sort());
    for (const { live, test: inTest } of Object.values(ROLE_SCOPES)) {
      expect([...live, ...inTest].filter((scope) => !known.includes(scope))).toEqual([]);
    }
  });
});
