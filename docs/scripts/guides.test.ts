import { readdirSync, readFileSync } from 'node:fs';
import { describeScenario, magic, type ScenarioName } from '@firsthandapi/sandbox';
import { describe, expect, it } from 'vitest';
import { guideSections } from '../site-pages.ts';
import { Spec } from './api-reference/spec-document.ts';
import { docsFolder, specFile } from './paths.ts';
import { firstSentence } from './site/page-text.ts';

const guide = (name: string) => readFileSync(`${docsFolder}/guides/${name}.md`, 'utf8');
const names = readdirSync(`${docsFolder}/guides`)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replace(/\.md$/, ''));
/** Figures that a program prints: nothing that a reader could do. */
const printed = ['benchmarks'];
const written = names.filter((name) => !printed.includes(name));
const spec = await Spec.read(specFile);

describe('the guides', () => {
  it('are all in the sidebar', () => {
    const listed = guideSections.flatMap(({ pages }) => pages.map(({ link }) => link));
    expect(listed.sort()).toEqual(names.map((name) => `/guides/${name}`).sort());
  });

  it.each(written)('%s begins with what its reader can do afterwards, and with code', (name) => {
    const markdown = guide(name);
    expect(firstSentence(markdown)).toMatch(/^After .* you can /);
    const shown = markdown.replace(/<!--[\s\S]*?-->\n*/g, '').split('\n');
    expect(shown.findIndex((line) => line.startsWith('```'))).toBeLessThan(10);
  });

  it('list every scenario of the sandbox with what it shows', () => {
    for (const name of Object.keys(magic.job) as ScenarioName[]) {
      expect(guide('sandbox')).toContain(`| \`${name}\` | ${describeScenario(name)} |`);
    }
  });

  it('list every error type', () => {
    const error = spec.document.components.schemas.Error?.properties?.error;
    const types = error?.properties?.type?.['x-open-enum'] ?? [];
    expect(types.length).toBeGreaterThan(10);
    for (const type of types) {
      expect(guide('errors-and-retries')).toMatch(new RegExp(`^\\| .*\`${type}\``, 'm'));
    }
  });

  it('list every scope', () => {
    const scopes = new Set(spec.operations.flatMap((operation) => operation['x-scopes'] ?? []));
    expect(scopes.size).toBe(9);
    for (const scope of scopes) expect(guide('authentication')).toContain(`| \`${scope}\` |`);
  });
});
