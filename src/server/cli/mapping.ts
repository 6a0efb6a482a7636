import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { CommandDef } from 'citty';
import { headingsIn, mappingFile } from '../../exports';
import { MAPPED_DIMENSIONS, MAPPING_VERSION } from '../../metrics/mapping';
import { say, type Under } from '../../text/text';
import { checkFile } from '../imports/upload';
import { Misuse, Refusal } from '../refusal';
import { explained } from '../words';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { mappingAt } from './mapping-file';
import { openTarget } from './open-target';
import type { Target } from './target';

/** `grasslens mapping …`: how to read tables that no reader knows, saved per workspace and shared as files. */
export function mappingCommand(cli: Cli): CommandDef {
  const common = { workspace: workspaceArg(cli), ...commonArgs(cli) };
  const about = (key: Under<'server_arg_mapping_'>) => say(cli.locale, `server_arg_mapping_${key}`);
  const meta = (name: Under<'server_command_mapping_'>) => ({
    name,
    description: say(cli.locale, `server_command_mapping_${name}`),
  });
  const named = { name: { type: 'positional', required: true, description: about('name') } } as const;

  const list = command(meta('list'), common, 0, (given) =>
    withTarget(cli, given, async (target) => {
      const mappings = await target.mappings();
      if (mappings.length === 0) cli.err(`${words(cli, 'server_no_mappings', { workspace: given.workspace })}\n`);
      for (const { name, source, grain, columns } of mappings) {
        cli.out(`${[name, source, grain, Object.keys(columns).join('、')].join('\t')}\n`);
      }
      return 0;
    }),
  );

  const files = { file: { type: 'positional', required: false, description: about('file') }, ...common } as const;
  const save = command(meta('save'), files, Number.POSITIVE_INFINITY, (given) => {
    if (given._.length === 0) throw new Misuse('server_argument_missing', { usage: 'mapping save' });
    return withTarget(cli, given, async (target) => {
      let failed = 0;
      for (const path of given._) {
        try {
          const mapping = await mappingAt(path);
          await target.changeMappings([mapping], []);
          cli.out(`${words(cli, 'server_mapping_saved', { name: mapping.name })}\n`);
        } catch (error) {
          const reason = explained(error);
          if (!reason) throw error;
          failed += 1;
          cli.err(`${words(cli, 'server_mapping_failed', { file: path, reason })}\n`);
        }
      }
      return failed === 0 ? 0 : 1;
    });
  });

  const exported = command(meta('export'), { ...named, ...common }, 1, (given) =>
    withTarget(cli, given, async (target) => {
      const mapping = (await target.mappings()).find(({ name }) => name === given.name);
      if (!mapping) throw new Refusal('server_mapping_unknown', { name: given.name });
      cli.out(mappingFile(mapping));
      return 0;
    }),
  );

  const remove = command(meta('remove'), { ...named, ...common }, 1, (given) =>
    withTarget(cli, given, async (target) => {
      await target.changeMappings([], [given.name]);
      cli.out(`${words(cli, 'server_mapping_removed', { name: given.name })}\n`);
      return 0;
    }),
  );

  const table = {
    file: { type: 'positional', required: true, description: about('table') },
    sheet: { type: 'string', description: say(cli.locale, 'server_arg_sheet') },
    lang: common.lang,
  } as const;
  const begin = command(meta('new'), table, 1, async ({ file: path, sheet }) => {
    const size = await checkFile(path);
    const bytes = () => createReadStream(path) as AsyncIterable<Uint8Array>;
    const headings = await headingsIn({ name: basename(path), size, bytes }, sheet);
    const columns = Object.fromEntries(headings.map((heading) => [heading, 'ignore']));
    const name = basename(path)
      .replace(/\.[^.]*$/, '')
      .slice(0, 60);
    cli.out(`${JSON.stringify({ grasslens: MAPPING_VERSION, name, grain: 'note', columns }, null, 2)}\n`);
    cli.err(`${words(cli, 'server_mapping_new_help', { dimensions: MAPPED_DIMENSIONS.join(', ') })}\n`);
    return 0;
  });

  return {
    meta: { name: 'mapping', description: say(cli.locale, 'server_command_mapping') },
    subCommands: { new: begin, save, list, export: exported, remove },
  };
}

/** Does something with whoever has the data, and lets go of it. */
async function withTarget(
  cli: Cli,
  given: { data?: string | undefined; database?: string | undefined; workspace: string },
  work: (target: Target) => Promise<number>,
): Promise<number> {
  const target = await openTarget(cli, placeOf(cli, given), given.workspace);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}
