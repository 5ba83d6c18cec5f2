import { readdirSync, readFileSync } from 'node:fs';
import { describeScenario, magic, type ScenarioName } from '@firsthandapi/sandbox';
import { describe, expect, it } from 'vitest';
import { guideSections } from '../site-pages.ts';
import { Spec } from './api-reference/spec-document.ts';
import { firstSentence } from './pages/page-text.ts';
import { docsFolder, specFile } from './pages/paths.ts';

const guide = (name: string) => readFileSync(`${docsFolder}/guides/${name}.md`, 'utf8');
const names = readdirSync(`${docsFolder}/guides`)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''));
/** Written by programs. */
const generated = ['benchmarks'];
const written = names.filter((name) => !generated.includes(name));
const spec = await Spec.read(specFile);

describe('guides', () => {
  it('lists every guide in the sidebar once', () => {
    const listed = guideSections.flatMap(({ pages }) => pages.map(({ link }) => link));
    expect(listed.sort()).toEqual(names.map((name) => `/guides/${name}`).sort());
  });

  it.each(written)(
    'begins the guide %s with a sentence that fits a search result, and with code',
    (name) => {
      const markdown = guide(name);
      const sentence = firstSentence(markdown);
      expect(sentence).toMatch(/^[A-Z][a-z]+ .+\.$/);
      expect(sentence).not.toMatch(/^(After|In|This)\b/);
      expect(sentence.length).toBeGreaterThan(50);
      expect(sentence.length).toBeLessThanOrEqual(160);
      expect(markdown.split('\n').findIndex((line) => line.startsWith('```'))).toBeLessThan(10);
    },
  );

  it('lists every scenario of the sandbox in its guide, with its description', () => {
    for (const name of Object.keys(magic.job) as ScenarioName[]) {
      expect(guide('sandbox')).toContain(`| \`${name}\` | ${describeScenario(name)} |`);
    }
  });

  it('lists every error type in the guide to errors', () => {
    const error = spec.document.components.schemas.Error?.properties?.error;
    const types = error?.properties?.type?.['x-open-enum'] ?? [];
    expect(types.length).toBeGreaterThan(10);
    for (const type of types) {
      expect(guide('errors-and-retries')).toMatch(new RegExp(`^\\| .*\`${type}\``, 'm'));
    }
  });

  it('lists every scope in the guide to authentication', () => {
    const scopes = new Set(spec.operations.flatMap((operation) => operation['x-scopes'] ?? []));
    expect(scopes.size).toBe(9);
    for (const scope of scopes) expect(guide('authentication')).toContain(`| \`${scope}\` |`);
  });
});
