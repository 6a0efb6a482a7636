import type { CommandDef } from 'citty';
import { say, type Under } from '../../text/text';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { openTarget } from './open-target';
import type { Target } from './target';

/** `grasslens token create|list|revoke`: who may ask. */
export function tokenCommand(cli: Cli): CommandDef {
  const common = { workspace: workspaceArg(cli), ...commonArgs(cli) };
  const meta = (name: Under<'server_command_token_'>) => ({
    name,
    description: say(cli.locale, `server_command_token_${name}`),
  });
  const about = (key: Under<'server_arg_token_'>) => say(cli.locale, `server_arg_token_${key}`);

  // The token alone on stdout, so that a script can take it.
  const label = { label: { type: 'string', valueHint: 'TEXT', default: '', description: about('label') } } as const;
  const create = command(meta('create'), { ...label, ...common }, 0, (given) =>
    withTarget(cli, given, async (target) => {
      const token = await target.createToken(given.label);
      cli.err(`${words(cli, 'server_token_created', { workspace: given.workspace })}\n`);
      cli.out(`${token}\n`);
    }),
  );

  const list = command(meta('list'), common, 0, (given) =>
    withTarget(cli, given, async (target) => {
      const tokens = await target.tokens();
      if (tokens.length === 0) cli.err(`${words(cli, 'server_no_tokens', { workspace: given.workspace })}\n`);
      for (const { id, createdAt, label } of tokens) cli.out(`${[id, createdAt, label].join('\t').trimEnd()}\n`);
    }),
  );

  const id = { id: { type: 'positional', required: true, description: about('id') } } as const;
  const revoke = command(meta('revoke'), { ...id, ...common }, 1, (given) =>
    withTarget(cli, given, async (target) => {
      await target.revokeToken(given.id);
      cli.out(`${words(cli, 'server_token_revoked', { id: given.id })}\n`);
    }),
  );

  return {
    meta: { name: 'token', description: say(cli.locale, 'server_command_token') },
    subCommands: { create, list, revoke },
  };
}

async function withTarget(
  cli: Cli,
  given: { workspace: string; data?: string | undefined; database?: string | undefined },
  work: (target: Target) => Promise<void>,
): Promise<number> {
  const target = await openTarget(cli, placeOf(cli, given), given.workspace);
  try {
    await work(target);
    return 0;
  } finally {
    await target.close();
  }
}
