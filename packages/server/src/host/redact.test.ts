import { describe, expect, it } from 'vitest';
import { JsonLog } from './json-log.ts';
import { redact } from './redact.ts';

describe('redaction', () => {
  it.each([
    ['an API key', 'fh_live_sk_AbC123'],
    ['a test key', 'fh_test_sk_AbC123'],
    ['a webhook secret', 'whsec_AbC123'],
    ['a Stripe key', 'sk_live_AbC123'],
    ['a bearer token', 'Bearer AbC123.token'],
    ['a link signature', 'expires=1&signature=AbC123'],
    ['a webhook signature', 't=1,v1=0123456789abcdef0123'],
    ['an e-mail address', 'AbC123@acme.example'],
    ['an e-mail address after another @', 'x@y@AbC123@acme.example'],
    ['a database password', 'postgres://user:AbC123@db.acme.example/x'],
    ['a database password with a slash', 'postgres://user:AbC123/AbC123@db.acme.example/x'],
  ])('removes %s', (_name, text) => {
    const redacted = redact(`before ${text} after`);
    expect(redacted).not.toMatch(/AbC123|0123456789abcdef/);
    expect(redacted).toMatch(/^before .*\[redacted.* after$/);
  });

  it('keeps what surrounds an e-mail address', () => {
    expect(redact('(to: AbC123@acme.example.), @someone and a@b')).toBe(
      '(to: [redacted e-mail].), @someone and a@b',
    );
  });

  it('keeps the paths of scoped packages in stacks', () => {
    const frame = 'at f (file:///srv/node_modules/@firsthandapi/server/dist/chunk-1.js:351:38)';
    expect(redact(frame)).toBe(frame);
    expect(redact(`/node_modules/@firsthandapi/AbC123@acme.example`)).not.toContain('AbC123@');
  });

  it('leaves ids, paths and times unchanged', () => {
    const text =
      '{"request_id":"req_01M80E","path":"/v1/jobs/job_01","time":"2026-01-01T00:00:00Z"}';
    expect(redact(text)).toBe(text);
  });

  it('redacts logged errors and their causes, and logs no other properties of them', async () => {
    let written = '';
    const log = new JsonLog({
      write(text, done) {
        written += text;
        done?.();
      },
    });
    const cause = Object.assign(new Error('Duplicate someone@acme.example'), {
      code: '23505',
      detail: 'Key (email)=(someone@acme.example) exists, body was {"a":"private"}',
    });
    log.error('background', new Error('Refused fh_live_sk_AbC123', { cause }));
    await log.flush();
    const entry = JSON.parse(written);
    expect(entry).toMatchObject({
      level: 'error',
      error: {
        message: 'Refused fh_live_sk_[redacted]',
        cause: { code: '23505', message: 'Duplicate [redacted e-mail]' },
      },
    });
    expect(written).not.toMatch(/someone|private/);
  });
});
