const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base of a metrics API, from what a person typed or pasted: `metrics.example.com`, `http://127.0.0.1:8787/`,
 * `https://example.com/grasslens/v1`. Without a scheme it is https, on this very machine http.
 * Gives the base without a trailing slash and without `/v1`, or null for what is no http(s) address
 * (a name and password in it count as none: they would travel with every request).
 */
export function normaliseAddress(typed: string): string | null {
  const text = typed.trim();
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parse(schemed ? text : `https://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (!schemed && isLoopback(url)) return normaliseAddress(`http://${text}`);
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');
}

/** Whether the API runs on this machine, which is reached also without any network. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
