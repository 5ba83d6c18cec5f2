import { describe, expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

describe('browserName', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/604.1', 'Safari on iPhone'],
    ['curl/8.5.0', 'Another program'],
    ['<img src=x onerror=alert(1)>', 'Another program'],
  ])('calls %s %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });

  it('names a browser that does not say what it is', () => {
    expect(browserName(null)).toBe('Another program');
  });
});
