import { describe, expect, it } from 'vitest';
import { answerTo, outdatedCaches } from './routing.ts';

const ORIGIN = 'https://app.example';
const ask = (path: string, mode = 'cors', method = 'GET') =>
  answerTo({ method, mode, url: ORIGIN + path }, ORIGIN).kind;

describe('answerTo', () => {
  it('answers every address of the app with the app', () => {
    expect(ask('/worker/', 'navigate')).toBe('app');
    expect(ask('/worker/jobs/job_1/capture?retry=sub_1', 'navigate')).toBe('app');
  });

  it('answers its files from the cache', () => {
    expect(ask('/worker/assets/index-abc.js')).toBe('asset');
  });

  it('leaves the terms and the privacy policy to the server', () => {
    expect(ask('/worker/terms', 'navigate')).toBe('network');
    expect(ask('/worker/privacy', 'navigate')).toBe('network');
  });

  it('never answers for the API, other methods, other parts of the site or other sites', () => {
    expect(ask('/worker/v1/jobs')).toBe('network');
    expect(ask('/worker/v1/jobs', 'navigate')).toBe('network');
    expect(ask('/worker/', 'cors', 'POST')).toBe('network');
    expect(ask('/docs', 'navigate')).toBe('network');
    const other = { method: 'GET', mode: 'cors', url: 'https://cdn.example/worker/x.js' };
    expect(answerTo(other, ORIGIN).kind).toBe('network');
  });
});

describe('outdatedCaches', () => {
  it('names the caches of earlier versions, and nobody else’s', () => {
    const names = ['worker-app-1', 'worker-app-2', 'dashboard-1'];
    expect(outdatedCaches(names, 'worker-app-2')).toEqual(['worker-app-1']);
  });
});
