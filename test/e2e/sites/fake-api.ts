import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { API_VERSION, type KnownResponse, type MetricsResponse } from '../../../src/api/contract';
import type { DetailResponse } from '../../../src/api/contract-detail';
import type { Figure } from '../../../src/metrics/figures';
import type { Cell } from '../../../src/metrics/question';
import { parseSubject, type Subject } from '../../../src/metrics/subjects';

const DAY = '2026-11-01';
const REVISION = 'r1';

/**
 * A metrics API on the loopback interface that knows the subjects it is given and says one number of each, by
 * which a badge is told from every other: its visitors are the subject's place in the list, plus a million.
 */
export interface FakeApi {
  address: string;
  numberOf(subject: string): number;
  subjectOf(number: number): string | undefined;
  /** Every list of subjects that was asked for. */
  asked: Subject[][];
  close(): Promise<void>;
}

const FIRST = 1_000_000;

export async function openFakeApi(subjects: readonly Subject[]): Promise<FakeApi> {
  const numbers = new Map(subjects.map((subject, index) => [subject, FIRST + index]));
  const bySubject = new Map([...numbers].map(([subject, number]) => [number, subject]));
  const asked: Subject[][] = [];

  const known = (): KnownResponse => {
    const byKind: Record<string, string[]> = {};
    for (const subject of subjects) {
      const cut = subject.lastIndexOf('/');
      const kind = subject.slice(0, cut);
      byKind[kind] = [...(byKind[kind] ?? []), subject.slice(cut + 1)];
    }
    return {
      version: API_VERSION,
      workspace: 'sites',
      revision: REVISION,
      asOf: { xinghe: DAY, jdseeding: DAY },
      subjects: byKind,
    };
  };
  const metrics = (wanted: Subject[]): MetricsResponse => ({
    revision: REVISION,
    answers: Object.fromEntries(
      wanted.map((subject) => {
        const number = numbers.get(subject);
        if (number === undefined) return [subject, null];
        return [subject, { subject, title: null, group: null, linked: 1, marks: [], cells: [cell(subject, number)] }];
      }),
    ),
  });

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reply = (body: unknown) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
          'access-control-expose-headers': '*',
          etag: `"${REVISION}"`,
        });
        response.end(JSON.stringify(body));
      };
      const path = (request.url ?? '').split('?')[0];
      if (request.method === 'OPTIONS') return reply(null);
      if (path === '/v1/known') return reply(known());
      if (path === '/v1/metrics') {
        const wanted = JSON.parse(Buffer.concat(chunks).toString()).subjects as Subject[];
        asked.push(wanted);
        return reply(metrics(wanted));
      }
      if (path === '/v1/summary') return reply({ revision: REVISION, subjects: { notes: 0, products: 0 }, cells: [] });
      const subject = path?.startsWith('/v1/subjects/') ? path.slice('/v1/subjects/'.length) : '';
      const number = numbers.get(subject as Subject);
      if (number !== undefined) return reply({ revision: REVISION, detail: detailOf(subject as Subject, number) });
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    address: `http://127.0.0.1:${port}`,
    numberOf: (subject) => numbers.get(subject) ?? Number.NaN,
    subjectOf: (number) => bySubject.get(number),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function detailOf(subject: Subject, number: number): DetailResponse['detail'] {
  return {
    ...{ subject, title: null, group: null, linked: 1, marks: [], cells: [cell(subject, number)] },
    ...{ series: [], funnels: [], counterparts: [], floors: [], imports: [] },
    facts: { kol: null, published: null, tasks: [] },
  };
}

function cell(subject: Subject, number: number): Cell {
  const platform = parseSubject(subject)?.platform === 'jd' ? 'jd' : 'taobao';
  const figure: Figure = {
    state: 'known',
    low: number,
    high: number,
    bound: 'exact',
    days: { covered: 1, asked: 1 },
    marks: [],
    provenance: [],
  };
  return {
    platform,
    range: { from: DAY, to: DAY },
    asOf: DAY,
    provenance: [],
    figures: platform === 'jd' ? { item_viewers: figure } : { visitors: figure },
  };
}
