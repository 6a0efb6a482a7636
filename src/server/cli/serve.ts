import { isIP } from 'node:net';
import { say } from '../../text/text';
import { createApp } from '../http/app';
import { listen } from '../listen';
import { openPlace } from '../open';
import { Misuse } from '../refusal';
import { NO_SITES, sitesAt } from '../sites';
import { type Cli, command, commonArgs, placeOf, serveArgs, words } from './cli';
import { newSecret, removeServeFile, writeServeFile } from './serve-file';

/** `grasslens serve`: the metrics API, until it is asked to stop. */
export function serveCommand(cli: Cli) {
  const sitesArg = { type: 'string', valueHint: 'FILE', description: say(cli.locale, 'server_arg_sites') } as const;
  const args = { ...serveArgs(cli), sites: sitesArg, ...commonArgs(cli) };
  return command({ name: 'serve', description: say(cli.locale, 'server_command_serve') }, args, 0, async (given) => {
    const port = given.port === undefined ? null : portFrom(given.port);
    const sites = given.sites === undefined ? NO_SITES : await sitesAt(given.sites);
    const opened = await openPlace(placeOf(cli, given), (error) => cli.log.error({ err: error }));
    const { service, incoming, folder } = opened;
    const secret = folder === null ? null : newSecret();
    try {
      const app = createApp({ service, incoming, log: cli.log, localSecret: secret, sites });
      const listening = await listen(app.fetch, given.host, port);
      try {
        if (folder !== null && secret !== null) {
          await writeServeFile(folder, { url: listening.url, pid: process.pid, secret });
        }
        cli.out(`${words(cli, 'server_serving', { url: listening.url, data: opened.where })}\n`);
        if (!isLoopback(given.host)) cli.err(`${words(cli, 'server_serving_open', { host: given.host })}\n`);
        const fault = await Promise.race([stopped(cli.stopping), opened.broken]);
        if (fault) throw fault;
        return 0;
      } finally {
        if (folder !== null) await removeServeFile(folder);
        await listening.stop();
      }
    } finally {
      await opened.close();
    }
  });
}

/** @throws Misuse `server_option_wrong` */
function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Misuse('server_option_wrong', { option: '--port', got: text, want: '0–65535' });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function stopped(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
