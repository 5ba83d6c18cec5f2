import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobSnippet } from './snippet.ts';

const API = 'https://api.example';
const FIELDS = { description: 'Coffee cups', files_needed: 50, accepted_formats: ['image/jpeg'] };

describe('createJobSnippet', () => {
  it('writes the call in each language', () => {
    expect(createJobSnippet('TypeScript', FIELDS, API)).toContain("  description: 'Coffee cups',");
    expect(createJobSnippet('Python', FIELDS, API)).toContain('    files_needed=50,');
    expect(createJobSnippet('curl', FIELDS, API)).toContain(`curl ${API}/v1/jobs`);
  });

  it('writes TypeScript whose texts are those that were typed, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (description) => {
        const snippet = createJobSnippet('TypeScript', { description }, API);
        const line = snippet.split('\n').find((each) => each.startsWith('  description: ')) ?? '';
        const literal = line.slice('  description: '.length, -1);
        expect(new Function(`return ${literal}`)()).toBe(description);
      }),
    );
  });

  it('lets no text end the string of the shell', () => {
    const snippet = createJobSnippet('curl', { description: "it's; rm -rf /" }, API);
    const body = snippet.slice(snippet.indexOf("-d '") + 3);
    expect(body.replaceAll("'\\''", '').match(/'/g)).toHaveLength(2);
  });
});
