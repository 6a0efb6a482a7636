import type { ImportProgress } from '../../api/contract';
import { type Cli, words } from './cli';

const LIVE_EVERY_MS = 200;
const LINES_EVERY_MS = 5_000;

/** Says on stderr how far a long import is: one line written over on a terminal, else a line now and then. */
export class Progress {
  private said = performance.now();
  private shown = false;

  constructor(
    private readonly cli: Cli,
    private readonly file: string,
  ) {}

  update({ bytes, of, values }: ImportProgress): void {
    const every = this.cli.live ? LIVE_EVERY_MS : LINES_EVERY_MS;
    if (performance.now() - this.said < every) return;
    this.said = performance.now();
    const percent = of === 0 ? 0 : Math.min(100, Math.floor((bytes / of) * 100));
    const text = words(this.cli, 'server_progress', { file: this.file, percent, values: grouped(values) });
    this.cli.err(this.cli.live ? `\r\u001b[K${text}` : `${text}\n`);
    this.shown = true;
  }

  /** Clears the line that was written over. */
  end(): void {
    if (this.shown && this.cli.live) this.cli.err('\r\u001b[K');
  }
}

/** 1234567 → 1,234,567 */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
