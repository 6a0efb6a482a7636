/** Which export a number came from. An export's reader names exactly one of these. */
export const SOURCES = [
  'xinghe', // 种草星河 (小红星)
  'juguang', // 聚光
  'jdseeding', // 京准通 种草 (小红盟)
  'pgy', // 蒲公英
  'lingxi', // 灵犀
  'shutiao', // 薯条
  'jdads', // 京准通 全站/非全站
  'jdunion', // 京东联盟
  'alimama', // 阿里妈妈 无界
  'tborders', // 淘宝联盟 order details
  'jdorders', // 京东联盟 order details
  'sycm', // 生意参谋 内容种草, 星河's twin: shown beside it, never added
  'mapped', // anything else, by a saved column mapping
] as const;
export type Source = (typeof SOURCES)[number];

/**
 * Lists of events have a row only where something happened: one covers every day up to its as-of (domain.md §3.2).
 * 蒲公英's cooperations are one too, but each of its rows covers a note's life.
 */
const EVENT_SOURCES: readonly Source[] = ['shutiao', 'tborders', 'jdorders'];

export function isEventSource(source: Source): boolean {
  return EVENT_SOURCES.includes(source);
}
