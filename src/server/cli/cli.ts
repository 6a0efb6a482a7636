import { parseArgs } from 'node:util';
import type { ArgsDef, CommandDef, ParsedArgs } from 'citty';
import type { Logger } from 'pino';
import { type Locale, type MessageKey, say } from '../../text/text';
import { DEFAULT_HOST, DEFAULT_PORT } from '../listen';
import type { Place } from '../open';
import { Misuse, type RefusalParams } from '../refusal';
import { DEFAULT_WORKSPACE } from '../store/workspaces';
import { sentence } from '../words';

/** What every command has at hand. */
export interface Cli {
  locale: Locale;
  log: Logger;
  /** Aborted when the user or the system asks us to stop. */
  stopping: AbortSignal;
  env: Record<string, string | undefined>;
  /** Results, for people and pipes. */
  out(text: string): void;
  /** Progress and faults. */
  err(text: string): void;
  /** Whether `err` is a terminal whose line can be written over. */
  live: boolean;
}

export const DEFAULT_FOLDER = '.grasslens';

export function words(cli: Cli, code: MessageKey, params: RefusalParams = {}): string {
  return sentence(cli.locale, { code, params });
}

/** The arguments that say where the data is and whom we speak to. */
export function commonArgs({ locale }: Pick<Cli, 'locale'>) {
  return {
    data: { type: 'string', valueHint: 'DIR', description: say(locale, 'server_arg_data') },
    database: { type: 'string', valueHint: 'URL', description: say(locale, 'server_arg_database') },
    lang: { type: 'string', valueHint: 'zh|en', description: say(locale, 'server_arg_lang') },
  } as const satisfies ArgsDef;
}

export function workspaceArg({ locale }: Pick<Cli, 'locale'>) {
  return {
    type: 'string',
    valueHint: 'NAME',
    default: DEFAULT_WORKSPACE,
    description: say(locale, 'server_arg_workspace'),
  } as const;
}

export function serveArgs({ locale }: Pick<Cli, 'locale'>) {
  return {
    port: { type: 'string', valueHint: String(DEFAULT_PORT), description: say(locale, 'server_arg_port') },
    host: { type: 'string', default: DEFAULT_HOST, description: say(locale, 'server_arg_host') },
  } as const satisfies ArgsDef;
}

export function placeOf(
  { env }: Pick<Cli, 'env'>,
  args: { data?: string | undefined; database?: string | undefined },
): Place {
  return { folder: args.data || env.GRASSLENS_DATA || DEFAULT_FOLDER, database: args.database };
}

type Action<Args extends ArgsDef> = (args: ParsedArgs<Args>, rawArgs: readonly string[]) => Promise<number>;

/**
 * A command whose unknown options and surplus words are refused: citty would take `--windw 15` for a switch and a file.
 * @param words how many words besides the options it takes at most
 * @param act gives the exit code
 */
export function command<const Args extends ArgsDef>(
  meta: { name: string; description: string },
  args: Args,
  wordsTaken: number,
  act: Action<Args>,
): CommandDef<Args> {
  return {
    meta,
    args,
    async run({ args: given, rawArgs }) {
      const names = new Set(Object.keys(args));
      for (const raw of rawArgs) {
        if (raw === '--') break;
        const name = /^--?([^=]+)/.exec(raw)?.[1];
        if (name !== undefined && !names.has(name)) throw new Misuse('server_option_unknown', { option: raw });
      }
      const surplus = given._[wordsTaken];
      if (surplus !== undefined) throw new Misuse('server_word_surplus', { word: surplus });
      return act(given, rawArgs);
    },
  };
}

/** Every value of an option that may be given again and again: citty keeps the last one. */
export function valuesOf(rawArgs: readonly string[], option: string): string[] {
  const { values } = parseArgs({
    args: [...rawArgs],
    options: { [option]: { type: 'string', multiple: true } },
    strict: false,
    allowPositionals: true,
  });
  const found = values[option];
  return Array.isArray(found) ? found.filter((value) => typeof value === 'string') : [];
}
