import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../../api/contract';
import { ExportError } from '../../exports';
import type { Locale } from '../../text/text';
import { errorCode } from '../db/db';
import { Refusal } from '../refusal';
import { explained, sentence } from '../words';

/** The status of each refusal; what is not here is the server's own fault. */
const STATUS: Record<string, ContentfulStatusCode> = {
  server_bad_json: 400,
  server_bad_field: 400,
  server_workspace_name: 400,
  server_unauthorised: 401,
  server_not_found: 404,
  server_import_unknown: 404,
  server_subject_unknown: 404,
  server_workspace_unknown: 404,
  server_mapping_unknown: 404,
  server_token_unknown: 404,
  server_method: 405,
  server_import_loading: 409,
  server_import_swept: 409,
  server_body_too_large: 413,
  server_upload_too_large: 413,
  server_mapping_too_many: 422,
  server_nothing_taken: 422,
  server_no_rows: 422,
  server_rate_limited: 429,
  server_busy: 503,
  server_imports_full: 503,
  server_overloaded: 503,
  server_database_away: 503,
  server_database_stopped: 503,
  server_disk_full: 507,
};

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** A moment later the same question may well be answered. */
const RETRY_AFTER_SECONDS = 5;
/** Errors of a connection, and PostgreSQL's classes of connection trouble, lack of resources and an operator's intervention. */
const AWAY = /^(?:E(?:CONN|TIMEDOUT|PIPE|HOST|NET|NOTFOUND|AI_)[A-Z]*|08...|53...|57...)$/;
/** A full disk or quota, and PostgreSQL's `disk_full`. */
const FULL = /^(?:ENOSPC|EDQUOT|53100)$/;

/** Any error as RFC 9457 problem details, its `detail` in the asker's language. */
export function problemOf(error: unknown, locale: Locale): { problem: Problem; status: ContentfulStatusCode } {
  const known = explained(error) ?? { code: unexplained(errorCode(error) ?? ''), params: {} };
  const status = STATUS[known.code] ?? (error instanceof ExportError ? 422 : 500);
  return {
    status,
    problem: {
      type: `urn:grasslens:problem:${known.code}`,
      title: TITLES[status] ?? 'Error',
      status,
      code: known.code,
      detail: sentence(locale, known),
    },
  };
}

/** Answers with a problem. */
export function respondProblem(c: Context, error: unknown, locale: Locale): Response {
  const { problem, status } = problemOf(error, locale);
  c.header('Content-Type', 'application/problem+json');
  c.header('Content-Language', locale === 'en' ? 'en' : 'zh-CN');
  c.header('Cache-Control', 'no-store');
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="grasslens"');
  if (error instanceof Refusal && typeof error.params.seconds === 'number') {
    c.header('Retry-After', String(error.params.seconds));
  } else if (status === 503) c.header('Retry-After', String(RETRY_AFTER_SECONDS));
  return c.body(JSON.stringify(problem), status);
}

function unexplained(code: string): string {
  if (FULL.test(code)) return 'server_disk_full';
  return AWAY.test(code) ? 'server_database_away' : 'server_internal';
}
