import { describe, expect, test } from 'vitest';
import * as sdk from '../src/index.ts';
import { FirstHandApiError, FirstHandError, isFirstHandError } from '../src/index.ts';

const classes = Object.entries(sdk).filter(
  ([name, value]) => /^FirstHand\w*Error$/.test(name) && value !== FirstHandError,
) as unknown as [string, new (...values: never[]) => FirstHandError][];

describe('error classes', () => {
  test.each(classes)('derives %s from FirstHandError and gives it a fixed type', (name, Class) => {
    const error = new Class(...(['a type or message', 'a message'] as never[]));
    expect(error).toBeInstanceOf(FirstHandError);
    expect(isFirstHandError(error)).toBe(true);
    expect(error.type).toBeTypeOf('string');
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
    expect(error.stack).toContain(error.name);
    expect(Object.keys(error)).not.toContain('name');
    expect(name).toMatch(/^FirstHand/);
  });

  test('keeps FirstHandApiError for what the service answered', () => {
    for (const [, Class] of classes.filter(([name]) => name !== 'FirstHandApiError')) {
      expect(Class.prototype).not.toBeInstanceOf(FirstHandApiError);
    }
    expect(classes.length).toBeGreaterThan(6);
  });
});
