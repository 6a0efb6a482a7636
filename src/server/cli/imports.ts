import { say } from '../../text/text';
import { type Cli, command, commonArgs, placeOf, words, workspaceArg } from './cli';
import { openTarget } from './open-target';
import { grouped } from './progress';
import { shortId } from './report-text';

/** `grasslens imports`: what was imported, newest first, tab-separated for pipes. */
export function importsCommand(cli: Cli) {
  const args = { workspace: workspaceArg(cli), ...commonArgs(cli) };
  const meta = { name: 'imports', description: say(cli.locale, 'server_command_imports') };
  return command(meta, args, 0, async (given) => {
    const target = await openTarget(cli, placeOf(cli, given), given.workspace);
    try {
      const imports = await target.list();
      if (imports.length === 0) cli.err(`${words(cli, 'server_no_imports', { workspace: given.workspace })}\n`);
      for (const { id, state, fileName, report } of imports) {
        const name = report ? (cli.locale === 'en' ? report.name.en : report.name.zh) : '';
        const days = report?.period ? `${report.period.from}..${report.period.to}` : '';
        const cells = [shortId(id), words(cli, `server_state_${state}`), fileName, name, days];
        cli.out(`${[...cells, report ? grouped(report.counts.values) : ''].join('\t')}\n`);
      }
      return 0;
    } finally {
      await target.close();
    }
  });
}
