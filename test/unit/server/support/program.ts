import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** The program as it ships: the built server in processes of its own, with a real data folder. */
export class Program {
  private readonly running = new Set<ChildProcess>();

  private constructor(
    private readonly built: string,
    /** A folder for files and data, gone with the program. */
    readonly home: string,
  ) {}

  /** Builds the server beside its dependencies. */
  static async build(): Promise<Program> {
    const built = resolve('node_modules/.cache', `grasslens-test-${process.pid}`);
    await build({ mode: 'server', logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
    return new Program(built, await mkdtemp(join(tmpdir(), 'grasslens-cli-')));
  }

  async close(): Promise<void> {
    for (const child of this.running) child.kill('SIGKILL');
    await rm(this.built, { recursive: true, force: true });
    await rm(this.home, { recursive: true, force: true });
  }

  /** Starts a command; messages in English unless it says otherwise. */
  start(...args: string[]): { child: ChildProcess; done: Promise<Finished> } {
    const child = spawn(process.execPath, [join(this.built, 'grasslens.js'), ...args], {
      cwd: this.home,
      env: { ...process.env, LC_ALL: 'en_US.UTF-8', GRASSLENS_DATA: '', GRASSLENS_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.running.add(child);
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    const done = new Promise<Finished>((finished) => {
      child.on('close', (code, signal) => {
        this.running.delete(child);
        finished({ code, signal, ...said });
      });
    });
    return { child, done };
  }

  run(...args: string[]): Promise<Finished> {
    return this.start(...args).done;
  }

  /** Starts `serve` and waits until it says where. */
  async serve(...args: string[]): Promise<{ url: string; child: ChildProcess; stop(): Promise<Finished> }> {
    const { child, done } = this.start('serve', ...args);
    const url = await new Promise<string>((found, failed) => {
      let text = '';
      child.stdout?.on('data', (part: string) => {
        text += part;
        const address = /http:\/\/[^\s（]+:\d+/.exec(text)?.[0];
        if (address) found(address);
      });
      void done.then(({ err }) => failed(new Error(`serve ended: ${err}`)));
    });
    return {
      url,
      child,
      stop: () => {
        child.kill('SIGTERM');
        return done;
      },
    };
  }

  path(name: string): string {
    return join(this.home, name);
  }

  async read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }
}
