import { type Cli, command } from '../server/cli/cli';
import { say } from '../text/text';
import { writeDemo } from './files/write';

const DEFAULT_OUT = 'grasslens-demo';

/** `grasslens demo`: a small workspace as real-format export files, to try the imports with. */
export function demoCommand(cli: Pick<Cli, 'locale' | 'out'>) {
  const args = {
    out: { type: 'string', valueHint: 'DIR', default: DEFAULT_OUT, description: say(cli.locale, 'demo_arg_out') },
  } as const;
  return command({ name: 'demo', description: say(cli.locale, 'demo_command') }, args, 0, async ({ out }) => {
    const files = await writeDemo(out);
    cli.out(`${files.join('\n')}\n${say(cli.locale, 'demo_written', { count: files.length })}\n`);
    return 0;
  });
}
