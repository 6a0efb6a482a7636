import { createHash, randomBytes } from 'node:crypto';
import type { Db, Sql } from '../db/db';
import { Refusal } from '../refusal';

/** Workspaces keep customers apart; a token opens one: `gl_<workspace>_<secret>`, of which only the hash is stored. */

/** No underscore, so that a token falls apart in one way only. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const TOKEN = /^gl_([a-z0-9-]{1,40})_([0-9a-f]{40})$/;
const SECRET_BYTES = 20;

export const DEFAULT_WORKSPACE = 'default';

/** @throws Refusal `server_workspace_name` for a name that is not 1 to 40 of a–z, 0–9 and inner hyphens */
export function checkWorkspaceName(name: string): string {
  if (!NAME.test(name)) throw new Refusal('server_workspace_name', { name });
  return name;
}

/** The workspace of a token and the hash it is stored under; null for what is not a token at all. */
export function parseToken(token: string): { workspace: string; sha256: string } | null {
  const workspace = TOKEN.exec(token)?.[1];
  return workspace === undefined ? null : { workspace, sha256: sha256(token) };
}

/** A token as it is listed: the beginning of its hash, which opens nothing. */
export interface Token {
  id: string;
  label: string;
  createdAt: string;
}

const ID_LENGTH = 12;

/** Waits for other writers of the workspace, in this process or another, until the transaction ends. */
export async function lockWorkspace(sql: Sql, workspace: string): Promise<void> {
  await sql.query('SELECT FROM grasslens.workspaces WHERE workspace_id = $1 FOR UPDATE', [workspace]);
}

export class Workspaces {
  /** Counts revocations by this process: what it has believed of tokens before is to be asked again. */
  revocations = 0;

  constructor(private readonly db: Db) {}

  /** Makes the workspace unless it is there; true when it was new. */
  async ensure(name: string): Promise<boolean> {
    const rows = await this.db.query(
      `INSERT INTO grasslens.workspaces (workspace_id, epoch) VALUES ($1, $2)
       ON CONFLICT (workspace_id) DO NOTHING RETURNING workspace_id`,
      [checkWorkspaceName(name), randomBytes(6).toString('hex')],
    );
    return rows.length > 0;
  }

  /** The key that the workspace's order numbers are hashed with, made at its first use; it leaves only in the owner's own archive. */
  async orderKey(workspace: string): Promise<string> {
    const [row] = await this.db.query<{ key: string }>(
      `UPDATE grasslens.workspaces SET order_key = COALESCE(order_key, $2)
       WHERE workspace_id = $1 RETURNING order_key AS key`,
      [workspace, randomBytes(32).toString('hex')],
    );
    if (!row) throw new Refusal('server_workspace_unknown', { name: workspace });
    return row.key;
  }

  /** The key, where there has been use for one. */
  async heldOrderKey(workspace: string): Promise<string | null> {
    const [row] = await this.db.query<{ key: string | null }>(
      'SELECT order_key AS key FROM grasslens.workspaces WHERE workspace_id = $1',
      [workspace],
    );
    return row?.key ?? null;
  }

  /** A new token; it cannot be had a second time. `label` says whose it is. */
  async createToken(workspace: string, label = ''): Promise<string> {
    await this.ensure(workspace);
    const token = `gl_${workspace}_${randomBytes(SECRET_BYTES).toString('hex')}`;
    await this.db.query('INSERT INTO grasslens.tokens (workspace_id, sha256, label) VALUES ($1, $2, $3)', [
      workspace,
      sha256(token),
      label,
    ]);
    return token;
  }

  /** The workspace's tokens, the oldest first. */
  async tokens(workspace: string): Promise<Token[]> {
    return this.db.query<Token>(
      `SELECT left(sha256, ${ID_LENGTH}) AS id, label, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt"
       FROM grasslens.tokens WHERE workspace_id = $1 ORDER BY created_at, sha256`,
      [workspace],
    );
  }

  /** From now on the token opens nothing. @throws Refusal `server_token_unknown` */
  async revokeToken(workspace: string, id: string): Promise<void> {
    const rows = await this.db.query(
      `DELETE FROM grasslens.tokens WHERE workspace_id = $1 AND left(sha256, ${ID_LENGTH}) = $2 RETURNING 1`,
      [workspace, id],
    );
    if (rows.length === 0) throw new Refusal('server_token_unknown', { id });
    this.revocations += 1;
  }

  /** Whether a token with this hash was given out for the workspace. */
  async hasToken(workspace: string, hash: string): Promise<boolean> {
    const rows = await this.db.query('SELECT 1 FROM grasslens.tokens WHERE workspace_id = $1 AND sha256 = $2', [
      workspace,
      hash,
    ]);
    return rows.length > 0;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
