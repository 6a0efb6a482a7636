import { day, unreadable, windowIn } from '../cells';
import { defineReader } from '../define';
import { taskIn } from '../links';
import { hasColumn, undeclared } from '../roles';

const NAMES = {
  date: ['日期', '统计日期', '数据日期', '时间'],
  taskId: ['任务ID'],
  taskName: ['任务标题', '任务名称'],
  medium: ['平台', '媒体平台', '投放平台'],
  window: ['归因范围', '归因周期', '归因口径'],
  readers: ['阅读UV', '阅读/播放UV'],
  likers: ['点赞UV'],
  collectors: ['收藏UV'],
  commenters: ['评论UV'],
  sharers: ['分享UV', '转发UV'],
  search_exposed: ['搜索曝光UV'],
  search_viewers: ['搜索浏览UV'],
  item_viewers: ['商详浏览UV', '商品详情浏览UV'],
  cart_adders: ['商品加购UV', '加购UV'],
  item_favers: ['商品收藏UV'],
  orderers: ['下单UV'],
  task_orderers: ['主推商品下单UV'],
  gmv_ordered: ['下单GMV'],
  gmv_ordered_task: ['主推商品下单GMV'],
  buyers: ['成交UV'],
  task_buyers: ['主推商品成交UV'],
  gmv_shop: ['成交GMV'],
  gmv_task: ['主推商品成交GMV'],
  new_visitors: ['新访客UV'],
  new_buyers: ['新客UV', '新客成交UV'],
} as const;

const XIAOHONGSHU = /小红书|红书|^red$|^xhs$/i;
/** 京准通 also measures seeding elsewhere; a row of another medium is none of a note's. */
const OTHER_MEDIA = /抖音|快手|[b哔]站|哔哩|bilibili|微博|知乎|微信|视频号|得物|什么值得买/i;

/** 京准通 种草, one row per day × task: what a task sold on JD. It names no note; the map does. */
export const jdSeedingTask = defineReader<keyof typeof NAMES>({
  kind: 'jd-seeding-task',
  source: 'jdseeding',
  name: { zh: '京准通 种草任务数据', en: 'JD seeding, per task' },
  vocabulary: {
    names: NAMES,
    needs: [['date'], ['taskId'], ['item_viewers', 'gmv_ordered', 'gmv_ordered_task', 'task_buyers', 'search_viewers']],
    never: ['内容ID', '进店UV'],
    proof: { headings: /^(?:商详浏览uv|商品详情浏览uv|搜索浏览uv|归因范围|主推商品)/ },
  },
  keys: ['date', 'taskId'],
  undeclared: ({ found }) => undeclared({ window: hasColumn(found, 'window'), caliber: false, filtered: false }),
  lines:
    ({ measures, facts }) =>
    (cells, declared) => {
      const to = cells.need('date', day);
      const task = cells.need('taskId', (text) => taskIn(text, 'jd'));
      const medium = cells.text('medium') ?? '';
      if (OTHER_MEDIA.test(medium) && !XIAOHONGSHU.test(medium)) {
        throw unreadable('export_row_other_medium', { text: medium });
      }
      return [
        {
          type: 'row',
          row: {
            source: 'jdseeding',
            grain: 'task',
            subject: task,
            entity: '',
            period: { kind: 'day', from: to, to },
            window: cells.get('window', windowIn) ?? declared.window ?? 'unknown',
            caliber: declared.caliber ?? 'unknown',
            traffic: 'none',
            sampling: null,
            line: cells.line.line,
            ...cells.measured(measures, null),
          },
        },
        ...facts.labels(task, { title: cells.fact('taskName') }),
      ];
    },
});
