import { type Day, eachDay } from '../../metrics/days';
import { NOTES, type Note, noteUrl } from '../workspace';
import { type NoteDay, noteDay } from './performance';
import { type Cell, percent, perUnit, yuan } from './tables';

/** 聚光, note report by day: headings verbatim. */
const HEADINGS = [
  '时间',
  '笔记ID',
  '笔记标题',
  '笔记跳转链接',
  '消费',
  '展现量',
  '点击量',
  '点击率',
  '平均点击成本',
  '平均千次展示费用',
  '点赞',
  '评论',
  '收藏',
  '关注',
  '分享',
  '互动量',
  '平均互动成本',
  '行动按钮点击量',
  '行动按钮点击率',
  '搜索组件点击量',
  '搜后阅读量',
  '小红星站外活跃行为UV(去重后30日归因)',
  '小红星任务期消费',
] as const;

function figures({ spend, impressions, clicks }: NoteDay, onTaobao: boolean): Cell[] {
  const likes = Math.round(clicks * 0.035);
  const comments = Math.round(clicks * 0.006);
  const collects = Math.round(clicks * 0.024);
  const follows = Math.round(clicks * 0.002);
  const shares = Math.round(clicks * 0.004);
  const engagements = likes + comments + collects + follows + shares;
  const buttons = Math.round(clicks * 0.041);
  return [
    yuan(spend),
    impressions,
    clicks,
    percent(clicks, impressions),
    perUnit(spend, clicks),
    perUnit(spend * 1000, impressions),
    likes,
    comments,
    collects,
    follows,
    shares,
    engagements,
    perUnit(spend, engagements),
    buttons,
    percent(buttons, clicks),
    Math.round(clicks * 0.018),
    Math.round(clicks * 0.026),
    // The console leaves the columns of 小红星 empty for a note that is in none of its tasks.
    onTaobao ? Math.round(clicks * 0.052) : '-',
    onTaobao ? yuan(spend) : '-',
  ];
}

function rowOf(note: Note, day: Day): Cell[] {
  const onTaobao = note.tasks.some(({ platform }) => platform === 'taobao');
  return [day, note.id, note.title, noteUrl(note), ...figures(noteDay(note, day), onTaobao)];
}

/** The table of `from..to` with its headings and 合计 row. */
export function juguangRows(from: Day, to: Day): Cell[][] {
  const live = (day: Day) => NOTES.filter((note) => note.published <= day);
  const days = eachDay(from, to);
  const rows = days.flatMap((day) => live(day).map((note) => rowOf(note, day)));
  const spend = days.flatMap((day) => live(day).map((note) => noteDay(note, day).spend));
  const sum = spend.reduce((total, fen) => total + fen, 0);
  return [
    [...HEADINGS],
    ...rows,
    HEADINGS.map((name) => (name === '时间' ? '合计' : name === '消费' ? yuan(sum) : '-')),
  ];
}
