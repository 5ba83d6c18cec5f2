import { operations as buyers } from '@firsthandapi/spec';
import {
  operations as account,
  ROLE_SCOPES,
  ROLES,
  type RoleName,
} from '@firsthandapi/spec/account';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../store/records.ts';
import {
  type AccountWorld,
  openAccountWorld,
  signUp,
  type TestBrowser,
} from '../testing/test-browser.ts';

const ENVIRONMENTS: readonly Environment[] = ['live', 'test'];

interface Location {
  readonly method: string;
  readonly path: string;
  readonly scopes: readonly string[];
}

/** Every operation that needs a scope; what ends the session comes last. */
const LOCATIONS: readonly (readonly [id: string, location: Location])[] = [
  ...Object.entries(buyers),
  ...Object.entries(account).filter(([id]) => id !== 'signOut'),
  ['signOut', account.signOut] as const,
].filter(([, { scopes }]) => scopes.length > 0);

let of: AccountWorld;
const browsers = new Map<RoleName, TestBrowser>();

beforeAll(async () => {
  of = openAccountWorld();
  const owner = await signUp(of);
  browsers.set('owner', owner);
  const { body } = await owner.call('GET', '/account/v1/sessions/current');
  await of.world.transact(async ({ tables }) => {
    const organization = await tables.organizations.get(body.organization.id);
    if (organization === undefined) throw new Error('No organization');
    const custom_limits = { per_minute: 1_000_000, per_hour: 1_000_000 };
    await tables.organizations.update({ ...organization, tier: 'enterprise', custom_limits });
  });
  for (const role of ROLES.slice(1)) {
    browsers.set(role, await owner.admit(`${role}@example.org`, role));
  }
});

const cases = ROLES.flatMap((role) => ENVIRONMENTS.map((environment) => ({ role, environment })));

describe('roles of members', () => {
  it.each(cases)(
    'open to $role with $environment exactly the operations of their scopes',
    async ({ role, environment }) => {
      const surprises = [];
      for (const [id, { method, path, scopes }] of LOCATIONS) {
        // A session that is ended by the last operation of the first round is needed in the second.
        if (id === 'signOut' && environment === 'live') continue;
        const granted: readonly string[] = ROLE_SCOPES[role][id in account ? 'live' : environment];
        const isGranted = scopes.every((scope) => granted.includes(scope));
        const { status, body } = await call(role, environment, method, path);
        const isRefused = status === 403 && body.error.message.includes('lacks the scope');
        if (isRefused === isGranted || status === 401 || status >= 500)
          surprises.push([id, status]);
      }
      expect(surprises).toEqual([]);
      expect(LOCATIONS.length).toBeGreaterThan(40);
    },
  );
});

function call(role: RoleName, environment: Environment, method: string, path: string) {
  const at = path.replaceAll(/\{\w+\}/g, 'none_1');
  const body = method === 'GET' || method === 'DELETE' ? undefined : {};
  const browser = browsers.get(role);
  if (browser === undefined) throw new Error(`No browser of a ${role}`);
  return browser.call(method, at, { environment, body });
}
