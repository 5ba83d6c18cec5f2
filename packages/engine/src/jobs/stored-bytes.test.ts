import type { CreateJobRequest } from '@firsthandapi/spec';
import { codePoint } from '@firsthandapi/test-support/code-point';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JOB } from '../testing/test-engine.ts';
import { storedBytes } from './stored-bytes.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: codePoint }),
  fc.constantFrom('A cup, seen from above.', '"quoted"', 'back\\slash', 'two\nlines', '\ud800'),
);
const optional = fc.option(text);

test('counts the texts of a job as a JSON array in UTF-8, and 4,096 bytes for each file', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          title: optional,
          description: text,
          scoring_criteria: optional,
          worker_guidelines: optional,
          metadata: fc.dictionary(text, text),
          context: fc.option(fc.record({ text })),
        },
        { requiredKeys: ['description'] },
      ),
      fc.integer({ min: 1, max: 10_000 }),
      (given, files_needed) => {
        const request = { ...JOB, ...given, files_needed } as CreateJobRequest;
        const { title, description, scoring_criteria, worker_guidelines, context } = request;
        const texts = [title, description, scoring_criteria, worker_guidelines];
        const json = JSON.stringify([...texts, null, request.metadata ?? {}, context]);
        expect(storedBytes(request)).toBe(Buffer.byteLength(json) + files_needed * 4_096);
      },
    ),
  );
});
