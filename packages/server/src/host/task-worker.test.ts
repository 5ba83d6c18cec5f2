import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock/system-clock.ts';
import { TaskWorker } from './task-worker.ts';

interface Task {
  readonly dueAt: number;
  readonly perform: () => Promise<void>;
}

/** An engine with tasks that tests schedule. */
function createEngine() {
  const tasks: Task[] = [];
  return {
    tasks,
    async nextDue() {
      return tasks.length === 0 ? undefined : Math.min(...tasks.map(({ dueAt }) => dueAt));
    },
    async runNext(now: number) {
      const place = tasks.findIndex(({ dueAt }) => dueAt <= now);
      const [task] = place === -1 ? [] : tasks.splice(place, 1);
      await task?.perform();
      return task !== undefined;
    },
  };
}

describe('the task worker', () => {
  let worker: TaskWorker | undefined;
  afterEach(() => worker?.stop());

  function start(concurrency = 8) {
    const engine = createEngine();
    const errors: unknown[] = [];
    worker = new TaskWorker({
      tasks: engine,
      concurrency,
      clock: systemClock,
      onError: (error) => errors.push(error),
    });
    worker.start();
    return { engine, errors, worker };
  }

  /** Schedules a task that is due now and resolves when it has run. */
  function schedule(engine: ReturnType<typeof createEngine>, work = async () => {}): Promise<void> {
    return new Promise((resolve) => {
      engine.tasks.push({ dueAt: Date.now(), perform: () => work().finally(resolve) });
    });
  }

  it('runs due tasks, both when it is woken and when it finds them by polling', async () => {
    const { engine, worker } = start();
    const woken = schedule(engine);
    worker.wake(Date.now());
    await woken;
    await schedule(engine);
    expect(engine.tasks).toEqual([]);
  });

  it('runs other tasks while one is slow', async () => {
    const { engine, worker } = start();
    let finish = () => {};
    const slow = schedule(
      engine,
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const others = Array.from({ length: 20 }, () => schedule(engine));
    worker.wake(Date.now());
    await Promise.all(others);
    finish();
    await slow;
  });

  it('reports a failed task and continues', async () => {
    const { engine, errors, worker } = start();
    const failed = schedule(engine, async () => Promise.reject(new Error('Failed')));
    const next = schedule(engine);
    worker.wake(Date.now());
    await Promise.all([failed, next]);
    expect(errors.map(String)).toEqual(['Error: Failed']);
  });

  it('waits with backoff while the queue cannot be read, reports the outage once, and recovers', async () => {
    const { engine, errors, worker } = start();
    const nextDue = engine.nextDue;
    let failures = 0;
    const isOver = new Promise<void>((resolve) => {
      engine.nextDue = async () => {
        failures += 1;
        if (failures === 4) {
          engine.nextDue = nextDue;
          resolve();
        }
        throw new Error('The database is away');
      };
    });
    worker.wake(Date.now());
    await isOver;
    await schedule(engine);
    expect(errors.map(String)).toEqual(['Error: The database is away']);
  });

  it('finishes running tasks on stop, and starts no others', async () => {
    const { engine, worker } = start(1);
    let isDone = false;
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    void schedule(engine, async () => {
      begun();
      await new Promise((resolve) => setImmediate(resolve));
      isDone = true;
    });
    void schedule(engine);
    worker.wake(Date.now());
    await hasBegun;
    await worker.stop();
    expect(isDone).toBe(true);
    expect(engine.tasks).toHaveLength(1);
  });
});
