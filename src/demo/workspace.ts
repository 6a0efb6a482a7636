import { type Day, dayNumber } from '../metrics/days';
import { pageOf } from '../metrics/model/own-page';
import { HOSTS } from '../metrics/model/site-addresses';

/**
 * The workspace of the demo: a small skin-care brand before 双11. Everything in it is invented, ids included;
 * a note's id begins with the time it was published, as real ones do.
 */
export interface Product {
  platform: 'taobao' | 'jd';
  id: string;
  /** On which host its page stands. */
  host: typeof HOSTS.taobao | typeof HOSTS.tmall | typeof HOSTS.jd;
  name: string;
  /** Yuan. */
  price: number;
  sold: string;
  /** Two colours of its packaging, for the pictures. */
  colours: readonly [string, string];
}

export interface Task {
  platform: 'taobao' | 'jd';
  id: string;
  name: string;
  products: readonly Product[];
}

export interface Note {
  id: string;
  title: string;
  kol: string;
  likes: string;
  published: Day;
  /** One task per platform that it serves. */
  tasks: readonly Task[];
  /** How strong it is: 1 is an ordinary note, 2 a hit. */
  strength: number;
  /** Yuan of 聚光 spend on its best day. */
  budget: number;
  /** Two colours of its cover. */
  colours: readonly [string, string];
  /** The words on its cover. */
  cover: string;
}

/** Days of the exports. 聚光 was exported last on another day than the other two, as happens. */
export const FIRST_DAY: Day = '2026-08-20';
export const LAST_DAY = { xinghe: '2026-09-25', juguang: '2026-09-22', jdseeding: '2026-09-24' } as const;

const CREAM_TMALL: Product = {
  platform: 'taobao',
  id: '1038274615903',
  host: HOSTS.tmall,
  name: '青麦 燕麦修护面霜 50g 敏感肌保湿舒缓 屏障修护秋冬面霜',
  price: 189,
  sold: '已售 3万+',
  colours: ['#d9c7a3', '#8a6f3f'],
};
const SERUM_TMALL: Product = {
  platform: 'taobao',
  id: '1041596023847',
  host: HOSTS.tmall,
  name: '青麦 烟酰胺亮肤精华 30ml 提亮肤色 改善暗沉',
  price: 239,
  sold: '已售 1万+',
  colours: ['#f3c9a8', '#c26a3d'],
};
const CLEANSER_TAOBAO: Product = {
  platform: 'taobao',
  id: '1029960318472',
  host: HOSTS.taobao,
  name: '青麦 氨基酸洁面乳 120g 温和不紧绷 早晚可用',
  price: 79,
  sold: '已售 5000+',
  colours: ['#bfe3d4', '#3f8f73'],
};
const CREAM_JD: Product = {
  platform: 'jd',
  id: '100153820647',
  host: HOSTS.jd,
  name: '青麦 燕麦修护面霜 50g 敏感肌保湿舒缓',
  price: 189,
  sold: '5万+条评价',
  colours: ['#d9c7a3', '#8a6f3f'],
};
const SERUM_JD: Product = {
  platform: 'jd',
  id: '100168240915',
  host: HOSTS.jd,
  name: '青麦 烟酰胺亮肤精华 30ml 提亮肤色',
  price: 239,
  sold: '2万+条评价',
  colours: ['#f3c9a8', '#c26a3d'],
};
export const PRODUCTS: readonly Product[] = [CREAM_TMALL, SERUM_TMALL, CLEANSER_TAOBAO, SERUM_JD, CREAM_JD];

const TAOBAO_CREAM: Task = {
  platform: 'taobao',
  id: '8801537',
  name: '青麦修护面霜-秋季种草',
  products: [CREAM_TMALL],
};
const TAOBAO_SERUM: Task = {
  platform: 'taobao',
  id: '8801642',
  name: '青麦亮肤精华-双11预热',
  products: [SERUM_TMALL],
};
const TAOBAO_CLEANSER: Task = {
  platform: 'taobao',
  id: '8801698',
  name: '青麦洁面-双11预热',
  products: [CLEANSER_TAOBAO],
};
/** Several notes share it: what one of them sold on JD is not known. */
const JD_CREAM: Task = {
  platform: 'jd',
  id: '20260819001',
  name: '青麦面霜-小红盟-秋季',
  products: [CREAM_JD],
};
/** One note alone: the task's figures are the note's. */
const JD_SERUM: Task = {
  platform: 'jd',
  id: '20260825004',
  name: '青麦精华-小红盟-达人单篇',
  products: [SERUM_JD],
};
export const TASKS: readonly Task[] = [TAOBAO_CREAM, TAOBAO_SERUM, TAOBAO_CLEANSER, JD_CREAM, JD_SERUM];

type NoteFacts = Omit<Note, 'id'> & { tail: string };

const FACTS: readonly NoteFacts[] = [
  {
    tail: '1b02c4a7',
    published: '2026-08-20',
    title: '换季烂脸后，我只留下了这一罐面霜',
    cover: '换季维稳\n就靠它',
    kol: '阿禾爱护肤',
    likes: '1.2万',
    tasks: [TAOBAO_CREAM],
    strength: 1.8,
    budget: 2400,
    colours: ['#f6e7d2', '#d7a86e'],
  },
  {
    tail: '2303f51d',
    published: '2026-08-22',
    title: '油敏皮空瓶 3 罐的真实感受',
    cover: '油敏皮\n空瓶记',
    kol: '小满Manman',
    likes: '3580',
    tasks: [TAOBAO_CREAM],
    strength: 1.1,
    budget: 1200,
    colours: ['#e4efe1', '#8db58a'],
  },
  {
    tail: '0d01a9e3',
    published: '2026-08-25',
    title: '成分党拆解：燕麦 β-葡聚糖到底有没有用',
    cover: '成分党\n拆解',
    kol: '实验室里的橙子',
    likes: '6102',
    tasks: [TAOBAO_CREAM],
    strength: 1.3,
    budget: 1500,
    colours: ['#dfe8f5', '#7f9fcf'],
  },
  {
    tail: '2602b78c',
    published: '2026-08-29',
    title: '200 元内面霜红黑榜，第一名意外了',
    cover: '面霜\n红黑榜',
    kol: '省钱小当家',
    likes: '8915',
    tasks: [TAOBAO_CREAM, JD_CREAM],
    strength: 1.5,
    budget: 1800,
    colours: ['#fbe3e0', '#e08d83'],
  },
  {
    tail: '1a00d2f6',
    published: '2026-08-27',
    title: '早 C 晚 A 新手，精华这样叠加不踩雷',
    cover: '早C晚A\n不踩雷',
    kol: '圆圆护肤日记',
    likes: '4417',
    tasks: [TAOBAO_SERUM],
    strength: 1.2,
    budget: 1400,
    colours: ['#fdebd3', '#e6a65d'],
  },
  {
    tail: '0c03e84b',
    published: '2026-08-31',
    title: '黄黑皮 28 天打卡，对比图来了',
    cover: '28 天\n打卡对比',
    kol: '一颗柚子',
    likes: '2.1万',
    tasks: [TAOBAO_SERUM, JD_SERUM],
    strength: 2,
    budget: 2600,
    colours: ['#fff0cc', '#e9b949'],
  },
  {
    tail: '2201c530',
    published: '2026-09-02',
    title: '男生第一支洗面奶怎么选？说点大实话',
    cover: '男生洁面\n怎么选',
    kol: '大周测评',
    likes: '1980',
    tasks: [TAOBAO_CLEANSER],
    strength: 0.8,
    budget: 700,
    colours: ['#dcecf0', '#6ba3b5'],
  },
  {
    tail: '0900b1ce',
    published: '2026-08-20',
    title: '京东囤货清单：这几样护肤品真的划算',
    cover: '囤货\n清单',
    kol: '囤囤鼠阿May',
    likes: '3264',
    tasks: [JD_CREAM],
    strength: 1,
    budget: 900,
    colours: ['#f5e1ea', '#cf87a6'],
  },
  {
    tail: '1f02a6d8',
    published: '2026-09-04',
    title: '妈妈用完问我要链接的面霜',
    cover: '妈妈问我\n要链接',
    kol: '小鹿的家',
    likes: '2750',
    tasks: [JD_CREAM, TAOBAO_CREAM],
    strength: 1,
    budget: 800,
    colours: ['#efe6f7', '#a98bcb'],
  },
  {
    tail: '2502f907',
    published: '2026-09-05',
    title: '医美后第 7 天，能用和不能用的都在这',
    cover: '医美后\n第 7 天',
    kol: '诺诺不熬夜',
    likes: '5230',
    tasks: [TAOBAO_CREAM],
    strength: 1.4,
    budget: 1600,
    colours: ['#e6f1ec', '#7db39a'],
  },
  {
    tail: '1e01d493',
    published: '2026-09-10',
    title: '氨基酸洁面横评 8 款，测了起泡和残留',
    cover: '洁面横评\n8 款',
    kol: '实验室里的橙子',
    likes: '1433',
    tasks: [TAOBAO_CLEANSER],
    strength: 1,
    budget: 1000,
    colours: ['#e0f0ee', '#5fa8a0'],
  },
  {
    tail: '0b03c71a',
    published: '2026-09-18',
    title: '双11 前先别买！护肤品价格我盯了一个月',
    cover: '双11前\n先别买',
    kol: '省钱小当家',
    likes: '976',
    tasks: [TAOBAO_CREAM],
    strength: 0.9,
    budget: 600,
    colours: ['#fde0d4', '#e5855f'],
  },
];

/** Ten in the morning in Shanghai, plus a while that differs from note to note. */
function noteId(published: Day, tail: string): string {
  const seconds = dayNumber(published) * 86_400 + 2 * 3600 + (Number.parseInt(tail, 16) % 28_800);
  return `${seconds.toString(16)}00000000${tail}`;
}

export const NOTES: readonly Note[] = FACTS.map(({ tail, ...facts }) => ({
  ...facts,
  id: noteId(facts.published, tail),
}));

/** A note's own page, as exports and share links spell it. */
export const noteUrl = (note: Pick<Note, 'id'>): string => pageOf(`xhs/note/${note.id}`) ?? '';
/** A product's own page. */
export const productUrl = ({ platform, host, id }: Product): string =>
  platform === 'jd' ? `https://${host}/${id}.html` : `https://${host}/item.htm?id=${id}`;
