import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** Commit steps that write down what they are asked. */
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

describe('a group commit', () => {
  it('shares one commit among what waits together, and keeps the order', async () => {
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

  it('undoes the piece that throws, and only that', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const failing = commits.run(async () => Promise.reject(new Error('Refused')));
    const good = commits.run(async () => 'kept');
    await expect(failing).rejects.toThrow('Refused');
    expect(await good).toBe('kept');
    expect(steps.steps).toEqual(['begin', 'mark', 'undo', 'mark', 'keep', 'commit']);
  });

  it('tells nobody of a result, nor of a failure, before the commit', async () => {
    const steps = createSteps();
    const commits = new GroupCommit(steps);
    const heard: string[] = [];
    const one = commits
      .run(async () => 1)
      .then(() => heard.push(`kept after ${steps.steps.at(-1)}`));
    const other = commits
      .run(async () => Promise.reject(new Error('Refused')))
      .catch(() => heard.push(`refused after ${steps.steps.at(-1)}`));
    await Promise.all([one, other]);
    expect(heard).toEqual(['kept after commit', 'refused after commit']);
  });

  it('runs each piece alone when the shared commit fails', async () => {
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
    // The second failure is that of the first piece on its own.
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(runs).toBe(6);
  });

  it('refuses what cannot begin and goes on with what comes after', async () => {
    const commits = new GroupCommit(createSteps({ failBegins: 1 }));
    await expect(commits.run(async () => 1)).rejects.toThrow('Locked');
    expect(await commits.run(async () => 2)).toBe(2);
    await commits.idle();
  });
});
