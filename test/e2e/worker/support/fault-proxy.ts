import { createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What can stand between the extension and its API. */
export const FAULTS = [
  'refused',
  'reset',
  'slow',
  'cut',
  '401',
  '403',
  '429',
  '500',
  'html',
  'schema',
  'huge',
  'skew',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Longer than the client's own time limit of ten seconds, ms. */
const SLOW_MS = 11_000;
const HUGE_BYTES = 50 * 1024 * 1024;
const DAY_MS = 86_400_000;

export interface Asked {
  method: string;
  path: string;
  subjects: string[];
  at: number;
}

/**
 * Stands between the extension and the real API. Passes everything on as it is until it is told of a fault, writes
 * down what was asked, and can hold answers back: the question has then been understood and answered, but nobody
 * has been told.
 */
export class FaultProxy {
  /** What the extension asked, preflights not counted. */
  readonly asked: Asked[] = [];
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private current: Fault | null = null;
  private only: string | null = null;
  private holding: Promise<void> | null = null;
  private heldPath: string | null = null;
  private letGo: () => void = () => undefined;
  private onHeld: (() => void)[] = [];
  /** Answers that have been held back so far. */
  held = 0;

  constructor(private readonly api: string) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<this> {
    const server = createServer((incoming, outgoing) => {
      const { method = '', url = '', headers } = incoming;
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => void this.answer(method, url, headers, Buffer.concat(chunks), outgoing));
    });
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** From now on so, until told otherwise, at this path only or at all; null is well. */
  async become(fault: Fault | null, only: string | null = null): Promise<void> {
    this.current = fault;
    this.only = only;
    // A browser asks again by itself, over each connection that it had open; what is counted is what the extension asks.
    if (fault === 'reset') for (const socket of this.sockets) socket.destroy();
    if (fault === 'refused') await this.close();
    else if (!this.server) await this.open();
  }

  /** Holds every answer back from now on, of one path or of all. What it gives settles when one is held. */
  hold(path: string | null = null): Promise<void> {
    this.heldPath = path;
    this.holding ??= new Promise((resolve) => {
      this.letGo = resolve;
    });
    return new Promise((resolve) => this.onHeld.push(resolve));
  }

  /** Lets held answers go on their way, if anybody still waits for them. */
  release(): void {
    this.holding = null;
    this.letGo();
  }

  private async answer(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer, out: ServerResponse) {
    if (method === 'OPTIONS') return this.pass(method, url, headers, body, out);
    const subjects: string[] = body.length > 0 ? (JSON.parse(body.toString()).subjects ?? []) : [];
    const path = url.split('?')[0] ?? '';
    this.asked.push({ method, path, subjects, at: Date.now() });
    if (this.current !== null && (this.only ?? path) === path)
      return this.fail(this.current, method, url, headers, body, out);
    return this.pass(method, url, headers, body, out);
  }

  private pass(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer, out: ServerResponse) {
    const onward = request(new URL(url, this.api), { method, headers }, async (answer) => {
      if (this.holding && method !== 'OPTIONS' && url.startsWith(this.heldPath ?? '')) {
        this.held += 1;
        for (const tell of this.onHeld.splice(0)) tell();
        await this.holding;
      }
      if (out.destroyed) return void answer.resume();
      out.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(out);
    });
    onward.on('error', () => out.destroy());
    onward.end(body);
  }

  private fail(
    fault: Fault,
    method: string,
    url: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
    out: ServerResponse,
  ): void {
    const json = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    const exposed = { ...json, 'access-control-expose-headers': 'retry-after, etag' };
    switch (fault) {
      case 'refused':
      case 'reset':
        out.destroy();
        return;
      case 'slow':
        setTimeout(() => !out.destroyed && this.pass(method, url, headers, body, out), SLOW_MS);
        return;
      case 'cut':
        out.writeHead(200, { ...json, 'content-length': '5000' });
        out.write('{"revision":"r');
        setTimeout(() => out.destroy(), 20);
        return;
      case '401':
      case '403':
      case '500':
        out.writeHead(Number(fault), json).end('{"type":"about:blank","title":"no","status":0,"code":"no"}');
        return;
      case '429':
        out.writeHead(429, { ...exposed, 'retry-after': '3' }).end('{}');
        return;
      case 'skew':
        // Of an API whose clock is a day ahead: by ours it wants a day's patience.
        out.writeHead(503, { ...exposed, 'retry-after': new Date(Date.now() + DAY_MS).toUTCString() }).end('{}');
        return;
      case 'html':
        out.writeHead(200, { ...json, 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
        return;
      case 'schema':
        out.writeHead(200, exposed).end('{"version":1,"revision":"r","answers":[],"subjects":{"xhs/note":"all"}}');
        return;
      case 'huge':
        out.writeHead(200, json);
        this.pour(out, HUGE_BYTES);
    }
  }

  /** Sends so many bytes of an array that never ends, as fast as they are taken. */
  private pour(out: ServerResponse, left: number): void {
    const piece = Buffer.alloc(1 << 18, '0,');
    if (left <= 0 || out.destroyed) return void out.destroy();
    out.write(piece, () => this.pour(out, left - piece.length));
  }
}
