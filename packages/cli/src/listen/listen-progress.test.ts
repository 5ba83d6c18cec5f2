import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ListenProgress } from './listen-progress.ts';

/** A service whose events are numbered: a position is how many there were. */
const idsBetween = (from: string, to: string) =>
  Array.from({ length: Number(to) - Number(from) }, (_, index) => `evt_${Number(from) + index}`);

test('names no position before anything was read', () => {
  expect(new ListenProgress(undefined).state()).toBeUndefined();
});

test('stays before what is open, and names what was delivered after it', () => {
  const progress = new ListenProgress(undefined);
  progress.advance('0', 1, []);
  progress.advance('2', 2, ['evt_0', 'evt_1']);
  progress.advance('3', 3, ['evt_2']);
  progress.settle('evt_1');
  progress.settle('evt_2');
  expect(progress.state()).toEqual({ position: '0', read_at: 1, delivered: ['evt_1', 'evt_2'] });
  progress.settle('evt_0');
  expect(progress.state()).toMatchObject({ position: '3', read_at: 3 });
});

test('remembers the last 1,000 that were delivered', () => {
  const progress = new ListenProgress(undefined);
  for (let count = 0; count < 1_500; count += 1) {
    progress.advance(`${count + 1}`, count, [`evt_${count}`]);
    progress.settle(`evt_${count}`);
  }
  const { delivered = [] } = progress.state() ?? {};
  expect([delivered.length, delivered[0], delivered.at(-1)]).toEqual([
    1_000,
    'evt_500',
    'evt_1499',
  ]);
});

test('starts over when the service was reset', () => {
  const progress = new ListenProgress({ position: '9', read_at: 1, delivered: ['evt_1'] });
  progress.restart(undefined);
  expect([progress.position, progress.isDelivered('evt_1')]).toEqual([undefined, false]);
});

test('stays at the beginning of a service that was reset, until its first events are delivered', () => {
  const progress = new ListenProgress({ position: '9', read_at: 1, delivered: [] });
  progress.advance('10', 2, ['evt_of_before']);
  progress.restart('start');
  progress.advance('2', 3, ['evt_0', 'evt_1']);
  progress.settle('evt_0');
  expect(progress.state()).toMatchObject({ position: 'start', delivered: ['evt_0'] });
  progress.settle('evt_1');
  expect(progress.state()).toMatchObject({ position: '2' });
});

test('loses nothing and repeats nothing, wherever a process ends', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('read' as const), events: fc.integer({ min: 0, max: 4 }) }),
    fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('restart' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      let progress = new ListenProgress(undefined);
      let open: string[] = [];
      let created = 0;
      const delivered: string[] = [];
      const read = () => {
        const ids = idsBetween(progress.position ?? '0', `${created}`);
        const fresh = ids.filter((id) => !progress.isDelivered(id));
        progress.advance(`${created}`, 0, fresh);
        open.push(...fresh);
      };
      const deliver = (id: string) => {
        delivered.push(id);
        open = open.filter((other) => other !== id);
        progress.settle(id);
      };
      progress.advance('0', 0, []);
      for (const each of steps) {
        if (each.kind === 'read') {
          created += each.events;
          read();
        } else if (each.kind === 'deliver') {
          const id = open[each.which % open.length];
          if (id !== undefined) deliver(id);
        } else {
          progress = new ListenProgress(JSON.parse(JSON.stringify(progress.state())));
          open = [];
        }
      }
      read();
      for (const id of [...open]) deliver(id);
      expect([...delivered].sort()).toEqual(idsBetween('0', `${created}`).sort());
    }),
    { numRuns: 300 },
  );
});
