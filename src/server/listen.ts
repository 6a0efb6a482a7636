import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { errorCode } from './db/db';
import { messageOf, Refusal } from './refusal';

export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 8787;
/** How many ports are tried after the default one. */
const PORTS_TRIED = 100;
/** A gigabyte over a slow line takes its time. */
const REQUEST_TIMEOUT_MS = 60 * 60_000;
/** How long requests under way may end by themselves when the server stops. */
const GRACE_MS = 3_000;

export interface Listening {
  url: string;
  port: number;
  /** Takes no more requests, lets those under way end for a moment, then cuts them. */
  stop(): Promise<void>;
}

/**
 * Serves over HTTP.
 * @param port null: the default one, or the next that is free
 * @throws Refusal `server_port_in_use`, `server_port_forbidden`, `server_host_unusable`
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  host: string,
  port: number | null,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch, serverOptions: { requestTimeout: REQUEST_TIMEOUT_MS } }) as Server;
  const bound = port === null ? await bindNextFree(server, host) : await bind(server, host, port);
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function bindNextFree(server: Server, host: string): Promise<number> {
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TRIED; port++) {
    try {
      return await bind(server, host, port);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'server_port_in_use') throw error;
    }
  }
  throw new Refusal('server_port_in_use', { host, port: `${DEFAULT_PORT}–${DEFAULT_PORT + PORTS_TRIED - 1}` });
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      const code = errorCode(error);
      if (code === 'EADDRINUSE') reject(new Refusal('server_port_in_use', { host, port }));
      else if (code === 'EACCES') reject(new Refusal('server_port_forbidden', { host, port }));
      else reject(new Refusal('server_host_unusable', { host, reason: messageOf(error) }, { cause: error }));
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
