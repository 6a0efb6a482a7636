import type { Row } from '../../metrics/values';
import type { FactText } from '../store/facts';
import type { Imports } from '../store/imports';

/**
 * Rows per chunk, some 25 MB: within one, a subject's rows are laid down together. More would read no faster unless a
 * day of an export has more rows than this.
 */
const CHUNK_ROWS = 100_000;

/** Writes an import's rows in chunks, each while the next is being read. */
export class Chunks {
  /** Rows that are in the store, or on their way into it. */
  written = 0;
  private chunk: FactText;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly imports: Imports,
    private readonly id: string,
  ) {
    this.chunk = imports.chunk(id, 0);
  }

  /** @throws what went wrong with an earlier chunk */
  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.chunk.add(row);
    if (this.chunk.count >= CHUNK_ROWS) await this.flush();
  }

  /** Writes what is left and waits until all is written. @throws what went wrong with any chunk */
  async end(): Promise<void> {
    if (this.chunk.count > 0) await this.flush();
    await this.writing;
  }

  /** Waits until nothing is being written any more, however it ended. */
  async settled(): Promise<void> {
    await this.writing.catch(() => {});
  }

  private async flush(): Promise<void> {
    await this.writing;
    const { chunk } = this;
    this.written += chunk.count;
    this.chunk = this.imports.chunk(this.id, this.written);
    this.writing = this.imports.add(this.id, chunk);
    // Whoever waits for it next hears of its failure; until then it is no one's.
    this.writing.catch(() => {});
  }
}
