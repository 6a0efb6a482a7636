import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetricsRequest, MetricsResponse } from '../../src/api/contract';
import { answerCalibers } from '../../src/demo/show/answer-calibers';
import { Program, type Serving } from '../../src/demo/show/program';

const PROGRAM = new URL('../../dist/server/grasslens.js', import.meta.url).pathname;

/** A folder that is gone after the tests. */
export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'grasslens-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The built program on a data folder. What it says is in its results. */
export const program = (data: string): Program => new Program(PROGRAM, data, false);

/** The real API process on a real database, with a token for it. */
export interface RunningApi extends Serving {
  token: string;
  program: Program;
}

/** Imports files into a new data folder and serves it on a free port. @throws Error with what the program said */
export async function startApi(data: string, files: readonly string[]): Promise<RunningApi> {
  const commands = program(data);
  if (files.length > 0) await commands.ask('import', ...files);
  const serving = await commands.serve('--port', '0');
  const token = await commands.ask('token', 'create');
  if (files.length > 0) await answerCalibers({ address: serving.address, token });
  return { ...serving, program: commands, token };
}

/** Asks for badges' numbers as the extension does. */
export async function askMetrics(
  { address, token }: Pick<RunningApi, 'address' | 'token'>,
  question: Pick<MetricsRequest, 'subjects' | 'range'>,
): Promise<MetricsResponse> {
  const response = await fetch(`${address}/v1/metrics`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ window: 15, caliber: 'source', costScope: ['juguang'], ...question }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

/** What went through a {@link wiretap}. */
export interface Wiretap {
  address: string;
  asked: { method: string; path: string; body: string }[];
  close(): Promise<void>;
}

/** Stands between the extension and the API, passes everything on as it is and writes down what was asked. */
export async function wiretap(api: string): Promise<Wiretap> {
  const asked: Wiretap['asked'] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      asked.push({ method, path: url.split('?')[0] ?? '', body: body.toString() });
      const onward = request(new URL(url, api), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      // The API is gone: so is this line.
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
