import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** Returns commit steps that record their calls. */
function createSteps(options: { failCommits?: number; failBegins?: number } = {}) {
  const steps: string[] = [];
  let { failCommits = 0, failBegins = 0 } = options;
  const note = (name: string) => () => void steps.push(name);
  return {
    steps,
    begin() {
      steps.push('begin');
      failBegins -= 1;
      if (failBegins >= 0) throw new Error('Locked');
    },
    mark: note('mark'),
    keep: note('keep'),
    undo: note('undo'),
    rollback: note('rollback'),
    commit() {
      failCommits -= 1;
      if (failCommits >= 0) throw new Error('The disk is full');
      steps.push('commit');
    },
  };
}

describe('GroupCommit', () => {
  it('shares one commit among the transactions that wait together, and keeps their order', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const order: number[] = [];
    const results = await Promise.all(
      [1, 2, 3].map((one) =>
        commits.run(async () => {
          await Promise.resolve();
          order.push(one);
          return one * 10;
        }),
      ),
    );
    expect(results).toEqual([10, 20, 30]);
    expect(order).toEqual([1, 2, 3]);
    expect(steps.steps).toEqual([
      'begin',
      'mark',
      'keep',
      'mark',
      'keep',
      'mark',
      'keep',
      'commit',
    ]);
  });

  it('waits for transactions that arrive one turn of the event loop after the other', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const works = [commits.run(async () => {})];
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      works.push(commits.run(async () => {}));
    }
    await Promise.all(works);
    expect(steps.steps.filter((step) => step === 'commit')).toHaveLength(1);
  });

  it('begins a group although others still arrive, after 8 more turns of the event loop', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    let isDone = false;
    const first = commits
      .run(async () => {})
      .then(() => {
        isDone = true;
      });
    const works: Promise<void>[] = [];
    while (!isDone) {
      works.push(commits.run(async () => {}));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([first, ...works]);
    expect(works.length).toBeGreaterThan(8);
    expect(works.length).toBeLessThan(12);
  });

  it('commits a group that has taken 100 ms, and what comes between groups, before the next transaction', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    onTestFinished(() => now.mockRestore());
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const works = [40, 101, 150].map((time) =>
      commits.run(async () => {
        now.mockReturnValue(time);
      }),
    );
    await Promise.all([...works, commits.runBetween(() => steps.steps.push('between'))]);
    expect(steps.steps.filter((step) => step !== 'mark')).toEqual([
      'begin',
      'keep',
      'keep',
      'commit',
      'between',
      'begin',
      'keep',
      'commit',
    ]);
  });

  it('rolls back only the transaction that throws', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const failing = commits.run(async () => Promise.reject(new Error('Refused')));
    const good = commits.run(async () => 'kept');
    await expect(failing).rejects.toThrow('Refused');
    expect(await good).toBe('kept');
    expect(steps.steps).toEqual(['begin', 'mark', 'undo', 'mark', 'keep', 'commit']);
  });

  it('reports neither results nor failures before the commit', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const reported: string[] = [];
    const one = commits
      .run(async () => 1)
      .then(() => reported.push(`kept after ${steps.steps.at(-1)}`));
    const other = commits
      .run(async () => Promise.reject(new Error('Refused')))
      .catch(() => reported.push(`refused after ${steps.steps.at(-1)}`));
    await Promise.all([one, other]);
    expect(reported).toEqual(['kept after commit', 'refused after commit']);
  });

  it('runs each transaction separately when the shared commit fails', async () => {
    const steps = createSteps({ failCommits: 2 });
    const commits = new GroupCommit(steps);
    let runs = 0;
    const results = await Promise.allSettled(
      [1, 2, 3].map((one) =>
        commits.run(async () => {
          runs += 1;
          return one;
        }),
      ),
    );
    // The second failure is that of the first transaction on its own.
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(runs).toBe(6);
  });

  it('rejects everything that waits when a transaction cannot begin', async () => {
    const steps = createSteps({ failBegins: 1 });
    const commits = new GroupCommit(steps);
    const results = await Promise.allSettled([1, 2, 3].map((one) => commits.run(async () => one)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(steps.steps).toEqual(['begin']);
  });

  it('reports why the work failed when its savepoint is gone, and continues', async () => {
    const commits = new GroupCommit({
      ...createSteps(),
      undo() {
        throw new Error('No such savepoint');
      },
      rollback() {
        throw new Error('No transaction');
      },
    });
    const failing = commits.run(async () => Promise.reject(new Error('The disk is full')));
    await expect(failing).rejects.toThrow('The disk is full');
    expect(await commits.run(async () => 2)).toBe(2);
    await commits.idle();
  });

  it('rejects a transaction that cannot begin and continues with the next one', async () => {
    const commits = new GroupCommit(createSteps({ failBegins: 1 }));
    await expect(commits.run(async () => 1)).rejects.toThrow('Locked');
    expect(await commits.run(async () => 2)).toBe(2);
    await commits.idle();
  });
});
