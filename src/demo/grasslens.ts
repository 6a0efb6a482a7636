#!/usr/bin/env node
import { main } from '../server/cli/main';

/** The program: the server's commands, and the demo, which stands above it. */
process.exitCode = await main(process.argv.slice(2), (cli) => ({
  demo: async () => (await import('./demo')).demoCommand(cli),
}));
