import type { Scene } from './art';

/** Notes of other people in the feed: no export names them, so nothing is drawn on them. */
export interface Stranger {
  id: string;
  title: string;
  kol: string;
  likes: string;
  cover: string;
  colours: readonly [string, string];
  scene: Scene;
}

const stranger = (
  id: string,
  title: string,
  kol: string,
  likes: string,
  cover: string,
  light: string,
  dark: string,
  scene: Scene,
): Stranger => ({ id, title, kol, likes, cover, colours: [light, dark], scene });

export const STRANGERS: readonly Stranger[] = [
  stranger(
    '6a8f11c4000000001c03b5e2',
    '周末去哪儿｜城郊露营 2 小时达',
    '阿树在路上',
    '1.5万',
    '城郊露营\n两天一夜',
    '#dff0d8',
    '#7aa85f',
    'hills',
  ),
  stranger(
    '6a90d2b1000000002201a7f3',
    '一人食｜15 分钟番茄牛腩饭',
    '今天吃什么',
    '3210',
    '一人食\n番茄牛腩',
    '#fde2d8',
    '#e07a5f',
    'desk',
  ),
  stranger(
    '6a95e0770000000009008c41',
    '小户型收纳，我家阳台多出两平米',
    '住进理想里',
    '8746',
    '阳台收纳\n多两平',
    '#e7ecf3',
    '#8496ad',
    'desk',
  ),
  stranger(
    '6a99a4c5000000001e02d6b8',
    '早八通勤穿搭，一周不重样',
    'Kiki 的衣橱',
    '4602',
    '早八穿搭\n一周',
    '#efe4da',
    '#b08968',
    'hills',
  ),
  stranger(
    '6a8c77e9000000000b01f290',
    '新手养猫第一年账单',
    '猫猫头',
    '2.3万',
    '养猫一年\n账单',
    '#f8ecd4',
    '#d3a24c',
    'desk',
  ),
  stranger(
    '6a9d20f30000000025039a1e',
    '雅思 7.5 备考资料整理',
    '北辰学姐',
    '1.1万',
    '雅思 7.5\n资料',
    '#dde7f7',
    '#6f8fc9',
    'desk',
  ),
  stranger(
    '6a8a5b180000000017007d64',
    '面霜那么贵，到底贵在哪里',
    '配方师老徐',
    '5530',
    '面霜\n贵在哪',
    '#f3e6ee',
    '#c58aa8',
    'jar',
  ),
  stranger(
    '6a97c3aa000000002002e15f',
    '上海小众咖啡馆地图（更新）',
    '咖啡续命',
    '7012',
    '咖啡馆\n地图',
    '#eadfd3',
    '#9c7352',
    'desk',
  ),
  stranger(
    '6aa08e420000000012018bd7',
    '减脂期外食怎么点，照抄就行',
    '瘦瘦小熊',
    '3894',
    '减脂外食\n照抄',
    '#e2f2e6',
    '#74b087',
    'desk',
  ),
  stranger(
    '6a93f56b000000001f00c93a',
    '手机拍出电影感的 5 个设置',
    '胶片日常',
    '9180',
    '电影感\n5 个设置',
    '#dcdfe6',
    '#5c6b84',
    'hills',
  ),
  stranger(
    '6a9f7d0e0000000024015e88',
    '旧房翻新花了 6 万，值不值',
    '装修小白',
    '2677',
    '旧房翻新\n6 万',
    '#f0e9df',
    '#a8977d',
    'desk',
  ),
  stranger(
    '6a8e39d40000000008034c7b',
    '空气炸锅食谱，零失败',
    '厨房小能手',
    '1.8万',
    '空气炸锅\n零失败',
    '#fff0d6',
    '#e3a63b',
    'desk',
  ),
  stranger(
    '6aa2b6f1000000001a02097c',
    '跑步半年，我的膝盖怎么样了',
    '慢慢跑',
    '4126',
    '跑步半年\n膝盖',
    '#dff1f4',
    '#4f9fb0',
    'hills',
  ),
];

export const STRANGER_PERSON = { id: '5f3c9a2b000000000101d4e7', name: '护肤研究所' };
