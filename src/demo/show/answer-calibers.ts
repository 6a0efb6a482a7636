import type { Source } from '../../metrics/sources';

/** The question that files leave open, answered as a user answers it once per source: a sale counts on its own day. */
export async function answerCalibers({ address, token }: { address: string; token: string }): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const url = `${address}/v1/calibers`;
  const asked = await fetch(url, { headers });
  if (!asked.ok) throw new Error(`${url}: ${asked.status}`);
  const { open } = (await asked.json()) as { open: Source[] };
  const calibers = Object.fromEntries(open.map((source) => [source, 'conversion']));
  const answered = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ calibers }) });
  if (!answered.ok) throw new Error(`${url}: ${answered.status}`);
}
