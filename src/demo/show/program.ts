import { type ChildProcess, spawn } from 'node:child_process';

/** How a command ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

export interface Serving {
  address: string;
  /** Asks it to stop, as Ctrl-C does, and waits until it has. */
  stop(): Promise<Ended>;
}

/** The built program on one data folder, as processes of its own: what a user has in the terminal. */
export class Program {
  /**
   * @param path of the built `grasslens.js`
   * @param show whether what commands say also goes to this terminal as they say it
   */
  constructor(
    private readonly path: string,
    private readonly data: string,
    private readonly show: boolean,
  ) {}

  /** Runs a command to its end. */
  async run(...words: string[]): Promise<Ended> {
    return await this.start(words, this.show).ended;
  }

  /** Runs a command whose answer is all that matters. @throws Error with what it said when it fails */
  async ask(...words: string[]): Promise<string> {
    const { code, out, err } = await this.start(words, false).ended;
    if (code !== 0) throw new Error(err.trim());
    return out.trim();
  }

  /** `serve`, once it says its address. @throws Error with what it said when it ends before that */
  async serve(...words: string[]): Promise<Serving> {
    const { child, ended } = this.start(['serve', ...words], false);
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stdout?.on('data', (text: string) => {
        printed += text;
        const found = /(http:\/\/\S+:\d+).*\n/.exec(printed)?.[1];
        if (found) resolve(found);
      });
      ended.then(({ err }) => reject(new Error(err.trim())), reject);
    });
    return {
      address,
      async stop() {
        child.kill('SIGTERM');
        return await ended;
      },
    };
  }

  private start(words: readonly string[], show: boolean): { child: ChildProcess; ended: Promise<Ended> } {
    const env = { ...process.env, GRASSLENS_LOG: process.env.GRASSLENS_LOG ?? 'warn' };
    const child = spawn(process.execPath, [this.path, ...words, '--data', this.data], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      if (show) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
      if (show) process.stderr.write(text);
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? 128, ...said }));
    });
    return { child, ended };
  }
}
