import { Refusal } from '../refusal';

/** Imports of one workspace that run or wait; each waits with its upload on disk. */
const MOST_OF_WORKSPACE = 16;
const MOST_OF_ALL = 64;
/** Workspaces that import at one time: each import parses in this process. */
const MOST_RUNNING = 3;
const RETRY_SECONDS = 30;

interface Bounds {
  ofWorkspace: number;
  ofAll: number;
  running: number;
}

const BOUNDS: Bounds = { ofWorkspace: MOST_OF_WORKSPACE, ofAll: MOST_OF_ALL, running: MOST_RUNNING };

/** Runs imports: one after another within a workspace, several workspaces at a time. */
export class ImportQueue {
  private readonly waiting: { workspace: string; start: () => void }[] = [];
  private readonly running = new Set<string>();
  private readonly counts = new Map<string, number>();
  private count = 0;

  constructor(private readonly bounds: Bounds = BOUNDS) {}

  /** @throws Refusal `server_imports_full` where too many imports run or wait */
  async run<T>(workspace: string, work: () => Promise<T>): Promise<T> {
    const own = this.counts.get(workspace) ?? 0;
    if (own >= this.bounds.ofWorkspace || this.count >= this.bounds.ofAll) {
      throw new Refusal('server_imports_full', { seconds: RETRY_SECONDS });
    }
    this.counts.set(workspace, own + 1);
    this.count += 1;
    try {
      await new Promise<void>((start) => {
        this.waiting.push({ workspace, start });
        this.startNext();
      });
      try {
        return await work();
      } finally {
        this.running.delete(workspace);
      }
    } finally {
      this.count -= 1;
      const left = (this.counts.get(workspace) ?? 1) - 1;
      if (left > 0) this.counts.set(workspace, left);
      else this.counts.delete(workspace);
      this.startNext();
    }
  }

  private startNext(): void {
    while (this.running.size < this.bounds.running) {
      const at = this.waiting.findIndex(({ workspace }) => !this.running.has(workspace));
      const [next] = at < 0 ? [] : this.waiting.splice(at, 1);
      if (!next) return;
      this.running.add(next.workspace);
      next.start();
    }
  }
}
