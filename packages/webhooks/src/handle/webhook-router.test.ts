import { expect, test } from 'vitest';
import { eventBody } from '../../test/delivery.ts';
import { createWebhookRouter, type WebhookEvent } from '../index.ts';

const eventOf = (type: string) => JSON.parse(eventBody('evt_1', type)) as WebhookEvent;

test('calls the handler of the event type with the event and the context', async () => {
  const calls: unknown[] = [];
  const router = createWebhookRouter<string>()
    .on('job.completed', (event, context) => calls.push([event.type, context]))
    .on('job.cancelled', () => calls.push('wrong'));
  await router.handle(eventOf('job.completed'), 'context');
  expect(calls).toEqual([['job.completed', 'context']]);
});

test('calls several handlers of a type in sequence', async () => {
  const calls: number[] = [];
  const router = createWebhookRouter()
    .on('job.completed', async () => {
      await Promise.resolve();
      calls.push(1);
    })
    .on(['job.completed', 'job.cancelled'], () => calls.push(2));
  await router.handle(eventOf('job.completed'), undefined);
  expect(calls).toEqual([1, 2]);
  await router.handle(eventOf('job.cancelled'), undefined);
  expect(calls).toEqual([1, 2, 2]);
});

test('passes events without a handler, including unknown types, to otherwise', async () => {
  const types: string[] = [];
  const router = createWebhookRouter()
    .on('job.completed', () => types.push('wrong'))
    .otherwise((event) => types.push(event.type));
  await router.handle(eventOf('job.teleported'), undefined);
  await router.handle(eventOf('credits.expired'), undefined);
  expect(types).toEqual(['job.teleported', 'credits.expired']);
});

test.each(['job.teleported', 'constructor', '__proto__', 'toString'])(
  'accepts an event of type %s without a handler',
  async (type) => {
    await expect(createWebhookRouter().handle(eventOf(type), undefined)).resolves.toBeUndefined();
  },
);

test('rethrows the error of a handler and runs no further handler', async () => {
  const calls: string[] = [];
  const router = createWebhookRouter()
    .on('job.completed', () => {
      throw new Error('full');
    })
    .on('job.completed', () => calls.push('next'));
  await expect(router.handle(eventOf('job.completed'), undefined)).rejects.toThrow('full');
  expect(calls).toEqual([]);
});
