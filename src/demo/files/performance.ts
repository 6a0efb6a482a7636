import { countDays, type Day, dayNumber } from '../../metrics/days';
import type { Note, Task } from '../workspace';
import { seededRandom } from './random';

/** What one note did on one day. People and clicks are whole numbers, money is fen. */
export interface NoteDay {
  impressions: number;
  clicks: number;
  spend: number;
  readers: number;
}

/** What one note sold on one platform on one day, within 15 days of the click. */
export interface SalesDay {
  readers: number;
  searchExposed: number;
  searchVisitors: number;
  visitors: number;
  newVisitors: number;
  favers: number;
  carts: number;
  buyers: number;
  newBuyers: number;
  /** Fen: of the task's products, and of everything else in the shop. */
  gmvTask: number;
  gmvOther: number;
}

/** A stream of its own for everything that is drawn for a note on a day, so that no file depends on another's order. */
function dice(note: Note, day: Day, salt: number): () => number {
  return seededRandom(Number.parseInt(note.id.slice(16), 16) ^ (dayNumber(day) * 2_654_435_761) ^ salt);
}

/** How alive a note is: climbing for two days, then fading, with the platform's weekend swell. 0 before publication. */
function liveliness(note: Note, day: Day): number {
  const age = countDays(note.published, day) - 1;
  if (age < 0) return 0;
  const weekend = [0, 6].includes(new Date(dayNumber(day) * 86_400_000).getUTCDay()) ? 1.15 : 1;
  return Math.min(1, 0.35 + age * 0.3) * Math.exp(-Math.max(0, age - 3) / 16) * weekend;
}

const between = (random: () => number, low: number, high: number) => low + random() * (high - low);

export function noteDay(note: Note, day: Day): NoteDay {
  const alive = liveliness(note, day);
  const random = dice(note, day, 1);
  const spend = Math.round(note.budget * 100 * alive * between(random, 0.8, 1.05));
  const impressions = Math.round((spend / 100 / between(random, 46, 62)) * 1000);
  const clicks = Math.round(impressions * between(random, 0.055, 0.085));
  const readers = Math.round(clicks * between(random, 1.15, 1.5) + note.strength * 420 * alive);
  return { impressions, clicks, spend, readers };
}

/** What a note sold through a task of its own on a day. JD's shoppers search less and buy a little quicker. */
export function salesDay(note: Note, task: Task, day: Day): SalesDay {
  const random = dice(note, day, task.platform === 'jd' ? 3 : 2);
  const share = note.tasks.length > 1 && task.platform === 'jd' ? 0.35 : 1;
  const readers = Math.round(noteDay(note, day).readers * share);
  const visitors = Math.round(readers * between(random, 0.036, 0.06) * (0.35 + note.strength * 0.35));
  const searchVisitors = Math.round(visitors * between(random, 0.52, 0.68));
  const buyers = Math.round(visitors * between(random, 0.045, 0.085) * (task.platform === 'jd' ? 1.15 : 1));
  const price = Math.max(...task.products.map((product) => product.price));
  // Some buy two, some with a coupon.
  const gmvTask = Math.round(buyers * price * 100 * between(random, 0.9, 1.25));
  return {
    readers,
    searchExposed: Math.round(readers * between(random, 0.11, 0.16)),
    searchVisitors,
    visitors,
    newVisitors: Math.round(visitors * between(random, 0.62, 0.78)),
    favers: Math.round(visitors * between(random, 0.06, 0.1)),
    carts: Math.round(visitors * between(random, 0.12, 0.2)),
    buyers,
    newBuyers: Math.round(buyers * between(random, 0.55, 0.8)),
    gmvTask,
    gmvOther: Math.round(gmvTask * between(random, 0.1, 0.3)),
  };
}

/** Every number of a sales day, scaled: a longer window credits more, one kind of traffic less than all of it. */
export function scaled(sales: SalesDay, factor: number): SalesDay {
  const entries = Object.entries(sales).map(([name, value]) => [name, Math.round(value * factor)]);
  return Object.fromEntries(entries) as SalesDay;
}

/** Sales days added up, name by name. */
export function sumOf(days: readonly SalesDay[]): SalesDay {
  return days.reduce((total, day) => {
    const entries = Object.entries(total).map(([name, value]) => [name, value + day[name as keyof SalesDay]]);
    return Object.fromEntries(entries) as SalesDay;
  });
}
