import { Refusal } from '../refusal';

/** Questions under way; beyond this the last one waits longer than its asker does. */
const MOST_UNDER_WAY = 256;
/** Beyond this many under way, no client may have more than its share. */
const CROWDED = 64;
const SHARE = 32;
const RETRY_SECONDS = 2;

interface Bounds {
  all: number;
  crowded: number;
  share: number;
}

const BOUNDS: Bounds = { all: MOST_UNDER_WAY, crowded: CROWDED, share: SHARE };

/** Counts the questions under way, and refuses those that the process cannot answer in time. */
export class Load {
  private readonly byClient = new Map<string, number>();
  private underWay = 0;

  constructor(private readonly bounds: Bounds = BOUNDS) {}

  /** @throws Refusal `server_overloaded` with the seconds to wait */
  async run<T>(client: string, work: () => Promise<T>): Promise<T> {
    const { all, crowded, share } = this.bounds;
    const own = this.byClient.get(client) ?? 0;
    if (this.underWay >= all || (this.underWay >= crowded && own >= share)) {
      throw new Refusal('server_overloaded', { seconds: RETRY_SECONDS });
    }
    this.underWay += 1;
    this.byClient.set(client, own + 1);
    try {
      return await work();
    } finally {
      this.underWay -= 1;
      const left = (this.byClient.get(client) ?? 1) - 1;
      if (left > 0) this.byClient.set(client, left);
      else this.byClient.delete(client);
    }
  }
}
