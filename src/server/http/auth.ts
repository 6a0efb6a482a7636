import { timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Locale } from '../../text/text';
import { Refusal } from '../refusal';
import type { Service } from '../service';
import { DEFAULT_WORKSPACE, parseToken } from '../store/workspaces';
import { Load } from './load';
import { RateLimit, type RateLimits } from './rate-limit';

/** What the middlewares find out for the routes. */
export interface Env {
  /** Absent where the app is asked without a network. */
  Bindings: Partial<HttpBindings>;
  Variables: { locale: Locale; workspace: string; local: boolean };
}

/** How long a good token is believed without asking the database again, where another process has revoked it. */
const BELIEVED_MS = 30_000;
const TOKENS_KEPT = 10_000;

/** Wrong tokens from one address; a good token is never refused for its neighbours. */
export const STRANGERS: RateLimits = { burst: 60, perSecond: 2 };

const IMPORTS = '/v1/imports';

/** The workspace that a request of the command line on this machine is about. */
export const WORKSPACE_HEADER = 'GrassLens-Workspace';

/**
 * Lets a bearer token into its own workspace, and nothing else in; never cookies. `localSecret` is the command line's
 * on the same data folder: whoever can read the folder's files owns it anyway.
 */
export function authorise(service: Service, limit: RateLimit, localSecret: string | null): MiddlewareHandler<Env> {
  const believed = new Map<string, number>();
  const load = new Load();
  const strangers = new RateLimit(STRANGERS);
  let revocations = 0;

  const isGood = async (workspace: string, sha256: string) => {
    const asked = service.workspaces.revocations;
    if (revocations !== asked) believed.clear();
    revocations = asked;
    const until = believed.get(sha256);
    if (until !== undefined && until > Date.now()) return true;
    if (!(await service.workspaces.hasToken(workspace, sha256))) return false;
    // What the database said before a revocation is not to be remembered after it.
    if (service.workspaces.revocations !== asked) return true;
    if (believed.size >= TOKENS_KEPT) believed.clear();
    believed.set(sha256, Date.now() + BELIEVED_MS);
    return true;
  };

  return async (c, next) => {
    const secret = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    const local = localSecret !== null && equal(secret, localSecret);
    c.set('local', local);
    let client = '';
    if (local) {
      const workspace = c.req.header(WORKSPACE_HEADER) ?? DEFAULT_WORKSPACE;
      await service.workspaces.ensure(workspace);
      c.set('workspace', workspace);
    } else {
      const token = parseToken(secret);
      if (!token || !(await isGood(token.workspace, token.sha256))) {
        const address = c.env?.incoming?.socket.remoteAddress;
        if (address !== undefined) strangers.take(address);
        throw new Refusal('server_unauthorised');
      }
      limit.take(token.sha256);
      c.set('workspace', token.workspace);
      client = token.sha256;
    }
    service.sweeper.first(c.get('workspace'));
    // Imports wait in a queue with bounds of its own.
    if (c.req.path === IMPORTS) await next();
    else await load.run(client, next);
  };
}

function equal(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
