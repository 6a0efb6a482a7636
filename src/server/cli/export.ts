import { resolve } from 'node:path';
import { say } from '../../text/text';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { openTarget } from './open-target';

/** `grasslens export FILE.zip`: all of a workspace as one archive, to be imported elsewhere. */
export function exportCommand(cli: Cli) {
  const args = {
    file: { type: 'positional', required: true, description: say(cli.locale, 'server_arg_export') },
    workspace: workspaceArg(cli),
    ...commonArgs(cli),
  } as const;
  return command({ name: 'export', description: say(cli.locale, 'server_command_export') }, args, 1, async (given) => {
    const path = resolve(given.file);
    const target = await openTarget(cli, placeOf(cli, given), given.workspace);
    try {
      await target.exportTo(path);
      cli.out(`${words(cli, 'server_exported', { workspace: given.workspace, file: path })}\n`);
      return 0;
    } finally {
      await target.close();
    }
  });
}
