import { createSandbox } from '@firsthandapi/sandbox/msw';
import * as msw from 'msw';
import { expect, test } from 'vitest';

/** Makes sure that this project runs on the MSW that it says, and the sandbox on the same. */
export function expectMswMajor(major: 2 | 3): void {
  test(`MSW is of major version ${major}, here and in the sandbox`, () => {
    // Version 3 moved GraphQL out of the package's root.
    expect('graphql' in msw).toBe(major === 2);
    const [handler] = createSandbox().handlers();
    expect(handler).toBeInstanceOf(msw.RequestHandler);
  });
}
