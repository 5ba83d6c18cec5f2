import type { DeliveryRequest } from '@firsthandapi/engine';
import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { WebhookModes } from '../controls/webhook-modes.ts';
import { deferred } from '../testing/deferred.ts';
import { Carrier } from './carrier.ts';

const REQUEST: DeliveryRequest = {
  delivery_id: 'whd_1',
  event_id: 'evt_1',
  event_type: 'job.completed',
  organization_id: 'org_1',
  endpoint_id: 'whe_1',
  attempt: 1,
  url: 'https://app.example/hook',
  headers: {},
  body: '{}',
  timeout_ms: 10_000,
};

test('warns of a handler that does not respond, and continues without it after its limit', async () => {
  const warned = deferred<string>();
  const print = vi.spyOn(console, 'warn').mockImplementation(warned.resolve);
  const carrier = new Carrier({
    clock: new VirtualClock(0),
    patience: { limit: 30, warnAfter: 1 },
    modes: new WebhookModes(),
    onDelivered: () => {},
    handlerFor: () => () => new Promise<Response>(() => {}),
    httpFetch: () => fetch,
    allowRemoteTargets: false,
    isCapturing: () => false,
  });
  const sent = Promise.resolve()
    .then(() => carrier.send(REQUEST))
    .then(() => true);
  expect(await carrier.untilSettledOrStalled(sent)).toBe(true);
  expect(await warned.promise).toMatch(
    /handler at https:\/\/app\.example\/hook has not responded to job\.completed .* after 0\.03 s/,
  );
  print.mockRestore();
  carrier.stop();
});
