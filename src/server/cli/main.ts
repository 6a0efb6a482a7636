import { stripVTControlCharacters } from 'node:util';
import { type CommandDef, renderUsage, runCommand, type SubCommandsDef } from 'citty';
import pino from 'pino';
import packageJson from '../../../package.json' with { type: 'json' };
import { localeFor, say } from '../../text/text';
import { errorCode } from '../db/db';
import { Misuse, messageOf } from '../refusal';
import { explained, sentence } from '../words';
import { type Cli, words } from './cli';
import { exportCommand } from './export';
import { importCommand } from './import';
import { importsCommand } from './imports';
import { mappingCommand } from './mapping';
import { serveCommand } from './serve';
import { tokenCommand } from './token';
import { undoCommand } from './undo';

const FAILED = 1;
const MISUSED = 2;
/** What a shell expects of a program that was interrupted. */
const INTERRUPTED = 130;

/**
 * Runs the command line and gives its exit code. Whatever fails is one sentence on stderr in the user's language.
 * @param argv the words after the program's name
 * @param more commands of rooms above this one, by name
 */
export async function main(argv: readonly string[], more: (cli: Cli) => SubCommandsDef = () => ({})): Promise<number> {
  const { lang, words: given } = withoutLang(argv);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const cli: Cli = {
    locale: localeFor(lang ?? (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG)),
    log: pino({ level: process.env.GRASSLENS_LOG ?? 'info' }, pino.destination({ dest: 2, sync: true })),
    stopping: stopping.signal,
    env: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    live: process.stderr.isTTY === true,
  };
  try {
    return await run(rootCommand(cli, more(cli)), cli, given);
  } catch (error) {
    if (stopping.signal.aborted) {
      cli.err(`${words(cli, 'server_stopped')}\n`);
      return INTERRUPTED;
    }
    const why = explained(error) ?? { code: 'server_failed', params: { reason: messageOf(error) } };
    cli.err(`${sentence(cli.locale, why)}\n`);
    return error instanceof Misuse ? MISUSED : FAILED;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

async function run(root: CommandDef, cli: Cli, argv: readonly string[]): Promise<number> {
  if (argv[0] === '--version') {
    cli.out(`${packageJson.version}\n`);
    return 0;
  }
  const { found, parent, rest } = await find(root, argv);
  if (argv.includes('--help') || argv.includes('-h')) {
    cli.out(await usage(found, parent));
    return 0;
  }
  if (found.subCommands) {
    cli.err(await usage(found, parent));
    const [word] = rest;
    throw word === undefined
      ? new Misuse('server_no_command')
      : new Misuse('server_command_unknown', { command: word });
  }
  try {
    const { result } = await runCommand(found, { rawArgs: [...rest] });
    return Number(result);
  } catch (error) {
    // citty's own complaint: an argument that must be there is not.
    if (errorCode(error) === 'EARG') throw new Misuse('server_argument_missing', { usage: argv.join(' ') });
    throw error;
  }
}

async function usage(found: CommandDef, parent: CommandDef | undefined): Promise<string> {
  const text = `${await renderUsage(found, parent)}\n\n`;
  return process.stdout.isTTY ? text : stripVTControlCharacters(text);
}

/** The innermost command that the words name; `rest` is what they do not. citty's own search loses the exit code. */
async function find(root: CommandDef, argv: readonly string[]) {
  let found = root;
  let parent: CommandDef | undefined;
  let rest = argv;
  while (found.subCommands) {
    const [word = '', ...others] = rest;
    const all = await (typeof found.subCommands === 'function' ? found.subCommands() : found.subCommands);
    const next = Object.hasOwn(all, word) ? all[word] : undefined;
    if (!next) break;
    parent = found;
    found = await (typeof next === 'function' ? next() : next);
    rest = others;
  }
  return { found, parent, rest };
}

function rootCommand(cli: Cli, more: SubCommandsDef): CommandDef {
  return {
    meta: { name: 'grasslens', version: packageJson.version, description: say(cli.locale, 'server_command') },
    subCommands: {
      serve: serveCommand(cli),
      import: importCommand(cli),
      imports: importsCommand(cli),
      export: exportCommand(cli),
      undo: undoCommand(cli),
      mapping: mappingCommand(cli),
      token: tokenCommand(cli),
      ...more,
    },
  };
}

/** Takes `--lang zh|en` out of the words, wherever it stands. */
function withoutLang(argv: readonly string[]): { lang: string | undefined; words: string[] } {
  const words: string[] = [];
  let lang: string | undefined;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--lang') lang = argv[++at];
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length);
    else words.push(word);
  }
  return { lang, words };
}
