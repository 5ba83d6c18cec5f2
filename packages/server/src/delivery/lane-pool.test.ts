import { describe, expect, it } from 'vitest';
import { LanePool } from './lane-pool.ts';
import { Receiver } from './receiver.ts';

function receiversOf(organization_id: string, count: number): Receiver[] {
  return Array.from({ length: count }, (_, number) => {
    const endpoint_id = `${organization_id}-${number}`;
    const state = { url: `https://${endpoint_id}.example/`, failing_since: null, proven_at: 1 };
    const endpoint = state as ConstructorParameters<typeof Receiver>[1];
    return new Receiver({ organization_id, endpoint_id }, endpoint);
  });
}

describe('a pool of lanes', () => {
  it('leaves a share for an organization that comes later, however much the others have due', () => {
    const pool = new LanePool({ lanes: 12, perReceiver: 2, perHost: 12 });
    const lanesFor = (receivers: readonly Receiver[]) =>
      [...pool.pick(receivers).values()].reduce((sum, lanes) => sum + lanes, 0);
    expect(lanesFor(receiversOf('first', 50))).toBe(6);
    expect(lanesFor(receiversOf('second', 50))).toBe(4);
    expect(lanesFor(receiversOf('third', 50))).toBe(2);
  });
});
