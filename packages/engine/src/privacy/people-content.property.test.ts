import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryFiles } from '../memory/files.ts';
import type { Assessment } from '../ports.ts';
import { tableNames } from '../store/tables.ts';
import { assessmentOf, People } from '../testing/people.ts';
import { MINUTE, TestEngine } from '../testing/test-engine.ts';

/** Knows which contents are stored. */
class ListedFiles extends MemoryFiles {
  readonly keys = new Set<string>();

  override async put(...stored: Parameters<MemoryFiles['put']>): Promise<void> {
    await super.put(...stored);
    this.keys.add(stored[0]);
  }

  override async delete(key: string): Promise<void> {
    await super.delete(key);
    this.keys.delete(key);
  }
}

/** What the scorer does at a call, and whether it makes a preview. */
const plan = fc.record({
  stars: fc.integer({ min: 1, max: 5 }),
  outcome: fc.constantFrom('scored' as const, 'needs_review' as const, 'fails' as const),
  hasPreview: fc.boolean(),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const history = fc.record({
  plans: fc.array(plan, { minLength: 1, maxLength: 12 }),
  /** For each worker, whether they retry what may be retried. */
  retries: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
  isCancelled: fc.boolean(),
  target: fc.constantFrom('job' as const, 'organization' as const),
});

it('leaves no content and no row that refers to it, whatever people, scorers and customers did before an erasure', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ plans, retries, isCancelled, target }) => {
      let calls = 0;
      const assess = async () => {
        calls += 1;
        return assessmentAs(plans[calls % plans.length] as Plan);
      };
      const files = new ListedFiles();
      const world = new TestEngine({ onTaskError: () => {} }, { files, scorer: { assess } });
      const { organizationId, live } = await world.openOrganization();
      const people = new People(world);
      await people.fund(organizationId);
      const { id } = await world.createJob(live, { files_needed: retries.length + 1 });
      for (const [index, isRetried] of retries.entries()) {
        const worker = `wkr_${index}`;
        await people.join(worker);
        await people.accept(id, worker);
        const submission = await people.submit(id, worker);
        await world.passTime(MINUTE);
        const { status } = await people.submission(submission.id);
        if (isRetried && status === 'retry_pending') await people.retry(submission.id);
      }
      if (isCancelled) await world.post(`/v1/jobs/${id}/cancel`, live, {});
      const erasure =
        target === 'job' ? { job_id: id } : { confirm_organization_id: organizationId };
      const { status } = await world.post('/v1/privacy/erasures', live, { target, ...erasure });
      expect(status).toBe(201);
      await world.passTime(90 * MINUTE);
      expect([...files.keys]).toEqual([]);
      expect(rowsWithContent(world)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function assessmentAs({ stars, outcome, hasPreview }: Plan): Assessment {
  if (outcome === 'fails') throw new Error('The scorer is down');
  const content = new Uint8Array([1]);
  const preview = hasPreview ? { content_type: 'image/webp', content } : null;
  return assessmentOf(stars, { verdict: outcome, preview } as Partial<Assessment>);
}

/** Every row, of any table, that has a key of content: also of tables that are yet to come. */
function rowsWithContent(world: TestEngine): readonly string[] {
  const { tables } = world.store.snapshot();
  return tableNames.flatMap((name) =>
    (tables[name] as readonly object[])
      .filter(
        (row) => ('content_key' in row && row.content_key) || ('preview' in row && row.preview),
      )
      .map((row) => `${name}: ${JSON.stringify(row)}`),
  );
}
