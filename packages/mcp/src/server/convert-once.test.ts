import { expect, test } from 'vitest';
import { TOOLS } from '../tools/tools.ts';
import { convertOnce } from './convert-once.ts';

const options = { target: 'draft-2020-12' } as const;

test.each(TOOLS)('converts the schemas of $name as before, and only once', ({ input, output }) => {
  const given = { input, output };
  for (const direction of ['input', 'output'] as const) {
    const convert = () => convertOnce(given[direction])['~standard'].jsonSchema[direction](options);
    const first = convert();
    expect(first).toEqual(given[direction]['~standard'].jsonSchema[direction](options));
    expect(convert()).toBe(first);
  }
});

test('validates as the schema itself does', async () => {
  for (const { input } of TOOLS) {
    const standard = convertOnce(input)['~standard'];
    for (const value of [{}, { job_id: 'job_1' }, { unknown: 1 }, null]) {
      const [actual, expected] = await Promise.all([
        standard.validate(value),
        input['~standard'].validate(value),
      ]);
      expect(actual).toEqual(expected);
    }
  }
});
