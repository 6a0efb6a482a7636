import { say } from '../../text/text';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { openTarget } from './open-target';
import { shortId } from './report-text';

/** `grasslens undo ID`: the answers are at once as if the import had never been. */
export function undoCommand(cli: Cli) {
  const args = {
    id: { type: 'positional', required: true, description: say(cli.locale, 'server_arg_id') },
    workspace: workspaceArg(cli),
    ...commonArgs(cli),
  } as const;
  return command({ name: 'undo', description: say(cli.locale, 'server_command_undo') }, args, 1, async (given) => {
    const target = await openTarget(cli, placeOf(cli, given), given.workspace);
    try {
      const undone = await target.undo(given.id);
      cli.out(`${words(cli, 'server_undone', { id: shortId(undone.id), file: undone.fileName })}\n`);
      return 0;
    } finally {
      await target.close();
    }
  });
}
