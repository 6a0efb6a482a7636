import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program as a user runs it; this module is built into the same folder. */
const PROGRAM = fileURLToPath(new URL('./grasslens.js', import.meta.url));

/** Starts `grasslens` with these words. Its complaints go to this terminal. */
function start(words: readonly string[], data: string, output: 'inherit' | 'pipe'): ChildProcess {
  const args = [PROGRAM, ...words, '--data', data];
  const env = { ...process.env, GRASSLENS_LOG: process.env.GRASSLENS_LOG ?? 'warn' };
  return spawn(process.execPath, args, { stdio: ['ignore', output, 'inherit'], env });
}

/** What a command that ends by itself printed. @throws Error when it fails; it has said why. */
async function run(words: readonly string[], data: string, output: 'inherit' | 'pipe'): Promise<string> {
  const child = start(words, data, output);
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`grasslens ${words[0]}: ${code}`);
  return printed;
}

/** `grasslens import`, with its reports on this terminal. */
export async function importFiles(files: readonly string[], data: string): Promise<void> {
  await run(['import', ...files], data, 'inherit');
}

/** `grasslens token create` */
export async function createToken(data: string): Promise<string> {
  return (await run(['token', 'create'], data, 'pipe')).trim();
}

export interface Serving {
  address: string;
  stop(): Promise<void>;
}

/** `grasslens serve`, until it says its address. @throws Error when it ends before that; it has said why. */
export async function serve(data: string): Promise<Serving> {
  const child = start(['serve'], data, 'pipe');
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /http:\/\/[\w.:[\]]+\d/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('error', reject);
    void ended.then(() => reject(new Error('grasslens serve')));
  });
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
