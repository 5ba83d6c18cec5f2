import { describe, expect, it } from 'vitest';
import type { Assessment } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { assessmentOf, People } from './people.ts';
import { MINUTE, type TestAccount, TestEngine } from './test-engine.ts';

/** A service over a store, with a person who works and a customer who has credits. */
interface Service {
  readonly world: TestEngine;
  readonly account: TestAccount;
  readonly people: People;
}

/**
 * Describes what people do with live jobs over a Store: everything that is kept for them has to survive it. Call it in a
 * test file of the adapter; `open` returns an empty store each time.
 */
export function describePeople(name: string, open: () => Promise<Store> | Store): void {
  async function begin(assess: () => Assessment): Promise<Service> {
    const scorer = { assess: async () => assess() };
    const ports = { store: await open(), scorer };
    const world = new TestEngine({ onTaskError: () => {} }, ports);
    const account = await world.openOrganization();
    const people = new People(world);
    await people.fund(account.organizationId);
    await people.join('wkr_ann');
    return { world, account, people };
  }

  describe(name, () => {
    it('keeps every call of the scorer, and what it recognised, until the content is deleted', async () => {
      const annotations = { kind: 'image', annotation_model: 'm-1' } as Assessment['annotations'];
      const opinion = {
        rater: 'small',
        dimensions: { relevance: 4, quality: null, completeness: 4 },
        reasons: ['sharp'],
      };
      const plans: (() => Assessment)[] = [
        () => {
          throw new Error('overloaded');
        },
        () =>
          assessmentOf(4, {
            annotations,
            votes: [opinion],
            signals: [{ kind: 'gallery', detail: null }],
            cost_microcents: 1_234_567,
          }),
      ];
      const { world, account, people } = await begin(() => (plans.shift() as () => Assessment)());
      const { id: jobId } = await world.createJob(account.live, { files_needed: 2 });
      await people.accept(jobId, 'wkr_ann');
      const { id } = await people.submit(jobId, 'wkr_ann');
      await world.passTime(MINUTE);
      expect(await people.submission(id)).toMatchObject({ status: 'approved' });
      expect(await people.assessments(id)).toMatchObject([
        { outcome: 'failed', call: 1, votes: [], cost_microcents: 0 },
        { outcome: 'scored', call: 2, votes: [opinion], confidence: 0.9, annotations },
      ]);
      const { body } = await world.get(`/v1/jobs/${jobId}/files`, account.live);
      expect(body.data).toMatchObject([{ annotations }]);
      await world.post('/v1/privacy/erasures', account.live, { target: 'job', job_id: jobId });
      await world.passTime(MINUTE);
      expect(await people.assessments(id)).toEqual([]);
    });
  });
}
