import { expect, test } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import type { Fault } from '../../src/world/fault.ts';
import type { RoutePattern } from '../../src/world/routes.ts';
import type { WebhookMode } from '../../src/world/webhook-mode.ts';
import {
  activeModes,
  type FaultForm,
  faultControl,
  faultText,
  OUTCOMES,
  WEBHOOK_OUTCOMES,
  WEBHOOKS,
} from './faults.ts';

const FORM: FaultForm = {
  route: 'POST /v1/jobs',
  outcome: '503',
  times: '2',
  skip: '',
  latency: '800ms',
};

test.each(OUTCOMES.map(([outcome]) => outcome))(
  'offers the outcome %s, which the sandbox accepts and describes',
  async (outcome) => {
    const control = faultControl({ ...FORM, outcome, skip: '1' });
    if (typeof control === 'string') throw new Error(control);
    const { route, fault } = control.body as { route: RoutePattern; fault: Fault };
    const world = await createSandbox().world();
    world.fault(route, fault);
    const [state] = world.faults.list();
    if (state === undefined) throw new Error('The fault was not set');
    expect(state).toMatchObject({ times: 2, skip: 1 });
    expect(faultText({ id: 1, fault: state })).toMatch(/, 2×, never hit, after 1 request$/);
  },
);

test.each(WEBHOOK_OUTCOMES.map(([outcome]) => outcome))(
  'offers the webhook outcome %s, and how to turn it off',
  async (outcome) => {
    const control = faultControl({ ...FORM, route: WEBHOOKS, outcome });
    if (typeof control === 'string') throw new Error(control);
    expect(control.path).toBe('/webhooks/mode');
    const world = await createSandbox().world();
    const modes = () =>
      world.snapshot().state as { controls: { webhookMode: Required<WebhookMode> } };
    world.webhooks.mode(control.body as WebhookMode);
    const [mode, ...others] = activeModes(modes().controls.webhookMode);
    expect(others).toEqual([]);
    world.webhooks.mode(mode?.off as WebhookMode);
    expect(activeModes(modes().controls.webhookMode)).toEqual([]);
  },
);

test.each([
  [{ times: 'often' }, /^How often: /],
  [{ times: '0' }, /^How often: /],
  [{ times: '-1' }, /^How often: /],
  [{ skip: 'a' }, /^After: /],
  [{ outcome: 'latency', latency: 'soon' }, /^Late by: /],
] as const)('names the field and the fix for %j', (wrong, message) => {
  expect(faultControl({ ...FORM, ...wrong })).toMatch(message);
});

test('takes an empty number for every request', () => {
  expect(faultControl({ ...FORM, times: ' ' })).toMatchObject({
    body: { fault: { status: 503, times: null } },
  });
});

const STATE = { route: '*', status: 503, times: 2, skip: 0, passed: 0, hits: 0 };

test.each([
  [{}, '503, 2×, never hit'],
  [{ hits: 1 }, '503, once more'],
  [{ hits: 2 }, '503, used up'],
  [{ times: 5, hits: 2 }, '503, 3 times more'],
  [{ times: null }, '503, always, never hit'],
  [{ times: null, hits: 7 }, '503, always, hit 7×'],
  [{ latency: '2s' as const }, '503, late by 2s, 2×, never hit'],
])('describes a fault with %j', (more, text) => {
  expect(faultText({ id: 1, fault: { ...STATE, ...more } })).toBe(text);
});
