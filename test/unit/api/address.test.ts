import { describe, expect, it } from 'vitest';
import { isLoopback, normaliseAddress } from '../../../src/api/address';

describe('an address as people type it', () => {
  it.each([
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
    ['  https://Metrics.Example.com//  ', 'https://metrics.example.com'],
    ['https://example.com/v1', 'https://example.com'],
    ['https://example.com/v1/', 'https://example.com'],
    ['https://example.com/grasslens/v1', 'https://example.com/grasslens'],
    ['https://example.com/grasslens/v10', 'https://example.com/grasslens/v10'],
    ['https://example.com/?a=1#b', 'https://example.com'],
    ['https://example.com:443', 'https://example.com'],
    ['metrics.example.com', 'https://metrics.example.com'],
    ['metrics.example.com:8443/api', 'https://metrics.example.com:8443/api'],
    ['localhost:8787', 'http://localhost:8787'],
    ['127.0.0.1:8787/v1', 'http://127.0.0.1:8787'],
    ['[::1]:8787', 'http://[::1]:8787'],
    ['https://指标.example.com', 'https://xn--xuu44i.example.com'],
  ])('%s', (typed, address) => {
    expect(normaliseAddress(typed)).toBe(address);
  });

  it.each([
    '',
    '   ',
    'not a url',
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'chrome-extension://abc/',
    'https://',
    'https://user:secret@example.com',
    'user@example.com',
    'http://exa mple.com',
  ])('is refused: %s', (typed) => {
    expect(normaliseAddress(typed)).toBeNull();
  });

  it('on this machine is known as such', () => {
    const hosts = ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'localhost.example.com', '127.0.0.1.example.com'];
    expect(hosts.map((host) => isLoopback(new URL(`http://${host}`)))).toEqual([true, true, true, true, false, false]);
  });
});
