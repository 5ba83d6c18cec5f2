import { createSandbox } from '@firsthandapi/sandbox/msw';
import * as msw from 'msw';
import { expect, test } from 'vitest';

/** Verifies that the tests and the sandbox resolve `msw` to this major version. */
export function expectMswMajor(major: 2 | 3): void {
  test(`resolves msw to major version ${major} in the tests and in the sandbox`, () => {
    // Version 3 moved GraphQL out of the package's root.
    expect('graphql' in msw).toBe(major === 2);
    const [handler] = createSandbox().handlers();
    expect(handler).toBeInstanceOf(msw.RequestHandler);
  });
}
