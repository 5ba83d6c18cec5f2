import { describe, expect, it } from 'vitest';
import { shutDown } from './shutdown.ts';

const never = () => new Promise<void>(() => {});

describe('shutDown', () => {
  it('announces, stops requests and tasks together, and then releases', async () => {
    const steps: string[] = [];
    let endRequests = () => {};
    const note = async (step: string) => void steps.push(step);
    const requestsDone = new Promise<void>((resolve) => {
      endRequests = resolve;
    });
    const done = shutDown(
      { delaySeconds: 0, totalSeconds: 60 },
      {
        announce: () => steps.push('announce'),
        stopRequests: () => note('requests').then(() => requestsDone),
        stopTasks: () => note('tasks'),
        release: () => note('release'),
      },
    );
    expect(steps).toEqual(['announce', 'requests', 'tasks']);
    endRequests();
    await done;
    expect(steps).toEqual(['announce', 'requests', 'tasks', 'release']);
  });

  it('gives requests what the delay leaves of the total, and ends although tasks do not', async () => {
    let limit = Number.NaN;
    let isReleased = false;
    await shutDown(
      { delaySeconds: 0.05, totalSeconds: 0.1 },
      {
        announce: () => {},
        async stopRequests(limitSeconds) {
          limit = limitSeconds;
        },
        stopTasks: never,
        async release() {
          isReleased = true;
        },
      },
    );
    expect(limit).toBeLessThanOrEqual(0.055);
    expect(isReleased).toBe(true);
  });
});
