import { describe, expect, test } from 'vitest';
import { TOOLS } from '../src/tools/tools.ts';
import { startService } from './support/service.ts';
import { connect, JOB } from './support/session.ts';

async function assistant() {
  const { url, world } = await startService();
  return connect('stdio', { url, apiKey: world.apiKey });
}

describe('a wrong argument', () => {
  test.each([
    [{ description: 'cup' }, 'description: must have at least 10 characters'],
    [{ accepted_formats: 'image/jpeg' }, 'accepted_formats: must be a list: ["image/jpeg"]'],
    [{ accepted_formats: [] }, 'accepted_formats: must have at least 1 item'],
    [
      { accepted_formats: ['image/gif'] },
      'accepted_formats.0: must be one of image/jpeg, image/png',
    ],
    [{ files_needed: 0 }, 'files_needed: must be at least 1'],
    [{ files_needed: 20_000 }, 'files_needed: must be at most 10000'],
    [{ files_needed: 1.5 }, 'files_needed: must be a whole number'],
    [{ files_needed: '5' }, 'files_needed: must be a number'],
    [{ type: 'photos' }, 'type: must be one of data_collection, feedback'],
    [{ type: undefined }, 'type: must be one of data_collection, feedback'],
    [{ description: undefined }, 'description: is missing; pass a text'],
    [{ location: { lat: 1, lng: 2 } }, 'location.radius_km: is missing; pass a number'],
    [{ metadata: 'order' }, 'metadata: must be an object'],
    [{ prise: 50 }, 'has no prise; leave that out'],
  ])('such as %j is named with what to pass instead', async (wrong, message) => {
    const session = await assistant();
    const answer = await session.call('create_job', { ...JOB, ...wrong });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining(message)]);
  });

  test('of any tool is described in words of the API, and not of the library that checks it', async () => {
    const session = await assistant();
    for (const { name, input } of TOOLS) {
      const { properties = {} } = input.toJSONSchema({ io: 'input' });
      for (const field of Object.keys(properties)) {
        for (const value of [null, [[]], -1, '', 'x'.repeat(6_000), 1e9]) {
          const { text } = await session.call(name, { [field]: value });
          expect(text).not.toMatch(
            /Invalid input|Invalid option|Too (small|big)|expected|received/,
          );
        }
      }
    }
  });
});
