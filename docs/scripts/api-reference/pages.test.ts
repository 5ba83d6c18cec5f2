import { describe, expect, it } from 'vitest';
import { specFile } from '../pages/paths.ts';
import { apiReferencePages } from './pages.ts';
import { Spec } from './spec-document.ts';

const spec = await Spec.read(specFile);
const pages = apiReferencePages(spec);
const all = pages.map(({ markdown }) => markdown).join('\n');

describe('apiReferencePages', () => {
  it('describes every operation under its own anchor, once', () => {
    for (const { operationId } of spec.operations) {
      expect(all.split(`{#${operationId}}`)).toHaveLength(2);
    }
  });

  it('lists every field of every request body with its description', () => {
    const requests = Object.entries(spec.document.components.schemas).filter(([name]) =>
      name.endsWith('Request'),
    );
    const words = all.replace(/\s+/g, ' ');
    for (const [, schema] of requests) {
      for (const [field, property] of Object.entries(spec.flatten(schema).properties ?? {})) {
        expect(all).toMatch(new RegExp(`^- \`([\\w.[\\]]+\\.)?${field}\` `, 'm'));
        const { description = '' } = property;
        expect(words).toContain(description.replace(/\s+/g, ' ').replaceAll('<', '&lt;'));
      }
    }
  });

  it('describes every event type and every error type', () => {
    const events = pages.find(({ name }) => name === 'events')?.markdown;
    const errors = pages.find(({ name }) => name === 'errors')?.markdown;
    for (const type of Object.keys(spec.document.webhooks))
      expect(events).toContain(`\n## ${type} `);
    expect(errors).toContain('\n## rate_limit_exceeded ');
  });

  it('leaves nothing for Vue to compile', () => {
    const outsideOfCode = all.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
    expect(outsideOfCode).not.toContain('{{');
    const tags = new Set([...outsideOfCode.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual(['code', 'div', 'p', 'span']);
  });
});
