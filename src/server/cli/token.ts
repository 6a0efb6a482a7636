import type { CommandDef } from 'citty';
import { say } from '../../text/text';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { openTarget } from './open-target';

/** `grasslens token create`: the token alone on stdout, so that a script can take it. */
export function tokenCommand(cli: Cli): CommandDef {
  const args = { workspace: workspaceArg(cli), ...commonArgs(cli) };
  const meta = { name: 'create', description: say(cli.locale, 'server_command_token_create') };
  const create = command(meta, args, 0, async (given) => {
    const target = await openTarget(cli, placeOf(cli, given), given.workspace);
    try {
      const token = await target.createToken();
      cli.err(`${words(cli, 'server_token_created', { workspace: given.workspace })}\n`);
      cli.out(`${token}\n`);
      return 0;
    } finally {
      await target.close();
    }
  });
  return {
    meta: { name: 'token', description: say(cli.locale, 'server_command_token') },
    subCommands: { create },
  };
}
