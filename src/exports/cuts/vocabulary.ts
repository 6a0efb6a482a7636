/**
 * The words by which consoles cut a report finer than a subject and its day (domain.md §3.8). The parts of a cut add
 * up; alternatives state the same total again, so that one of them must be chosen.
 */
export interface CutWord {
  /** What names the cut in a row's entity: stored, so that a word keeps it for ever. */
  by: string;
  /** Its headings, without what makes a name or an id of them. */
  stems: readonly string[];
  /** What it is a property of: rows of that thing, or of one within it, have one value of it. */
  home?: Home;
  /** Whose rows alone it cuts into parts that add up: those of nobody, or what a cooperation is paid. */
  only?: 'nobody' | 'cooperation';
  /** The kind of subject whose rows have one value of it. */
  names?: 'note' | 'item' | 'sku';
}

/** From the coarsest to the finest: each is within one of those before it. */
export const HOMES = ['account', 'plan', 'unit', 'creative'] as const;
export type Home = (typeof HOMES)[number];

/** In the order in which entities name them: a new word goes to the end. */
export const CUT_WORDS: readonly CutWord[] = [
  { by: 'hour', stems: ['小时', '时段', '时间段', '分时', '投放时段', 'hour'] },
  { by: 'placement', stems: ['投放位置', '广告类型', '场域', 'placement', 'placement_type'] },
  { by: 'targeting', stems: ['精准定向', '定向', 'target'] },
  { by: 'keyword', stems: ['关键词', '关键字', '买词', '竞价词', '投放词', 'keyword', 'word'] },
  { by: 'account', stems: ['账户', '账号', '帐户', '帐号', '广告主', '京东pin', 'pin', 'advertiser'], home: 'account' },
  { by: 'plan', stems: ['计划', 'campaign'], home: 'plan' },
  { by: 'unit', stems: ['单元', 'unit', 'adgroup'], home: 'unit' },
  { by: 'marketing', stems: ['营销诉求', '营销目的', '营销目标', 'marketing_target'], home: 'plan' },
  { by: 'optimising', stems: ['优化目标', 'optimize_target'], home: 'plan' },
  {
    by: 'bidding',
    stems: ['出价方式', '出价策略', '出价类型', '竞价方式', '竞价策略', 'bidding_strategy'],
    home: 'plan',
  },
  { by: 'promoted', stems: ['推广标的', '推广标的类型', '推广目标', '标的', 'promotion_target'], home: 'plan' },
  { by: 'delivery', stems: ['投放模式', '投放方式', '投放速率', 'delivery_mode'], home: 'plan' },
  { by: 'subAccount', stems: ['子账户', '子账号', '子帐户', '子帐号'], home: 'account' },
  { by: 'planGroup', stems: ['计划组', 'campaign_group'], home: 'plan' },
  { by: 'unitGroup', stems: ['广告组', '推广组', '单元组'], home: 'unit' },
  { by: 'creative', stems: ['创意', 'creativity', 'creative'], home: 'creative' },
  { by: 'material', stems: ['素材', '主图', 'material'], home: 'creative' },
  { by: 'billing', stems: ['计费方式', '计费类型', '计费模式', '付费方式', '扣费方式'], home: 'plan' },
  { by: 'optimisingBy', stems: ['优化方式', '优化类型', '转化目标', '深度转化目标', '投放目标'], home: 'plan' },
  { by: 'building', stems: ['搭建方式', '搭建类型', '创意组合方式', '程序化', 'programmatic'], home: 'plan' },
  { by: 'adType', stems: ['投放类型', '推广类型', '业务类型', '产品类型', '推广产品', '产品线', '业务线', '营销产品'] },
  { by: 'slot', stems: ['版位', '广告位', '资源位', '流量位', '展示位置', '展现位置', '位置', '流量场景', '流量包'] },
  { by: 'scene', stems: ['场景'] },
  { by: 'subject', stems: ['主体'] },
  { by: 'goods', stems: ['商品', '宝贝', '货品', '单品', '产品', 'item', 'goods', 'product'], names: 'item' },
  { by: 'sku', stems: ['sku', '商品sku', '规格'], names: 'sku' },
  { by: 'spu', stems: ['spu', '商品spu'] },
  { by: 'shop', stems: ['店铺', '门店', '商家', '旗舰店', 'shop'] },
  { by: 'brand', stems: ['品牌'] },
  { by: 'category', stems: ['类目', '品类', '行业', '叶子类目'] },
  { by: 'searchWord', stems: ['搜索词', '触发词', '查询词', '搜索query', 'query', 'search_word'] },
  { by: 'searchTheme', stems: ['搜索主题', '主题'] },
  { by: 'wordPack', stems: ['词包', '流量智选词包'] },
  { by: 'match', stems: ['匹配方式', '匹配类型', '匹配模式'] },
  { by: 'crowd', stems: ['人群', '人群包', '受众', '客群', 'crowd', 'audience'] },
  { by: 'region', stems: ['地域', '地区', '区域', '省市', '地理位置'] },
  { by: 'country', stems: ['国家', '国家/地区', '国家地区'] },
  { by: 'province', stems: ['省份', '省', 'province'] },
  { by: 'city', stems: ['城市', '市', 'city'] },
  { by: 'gender', stems: ['性别', 'gender'] },
  { by: 'age', stems: ['年龄', '年龄段', '年龄层', '年龄区间', 'age'] },
  { by: 'device', stems: ['设备', '终端', '端', '平台', '手机', '机型', 'device', 'platform'] },
  { by: 'system', stems: ['操作系统', '系统', 'os'] },
  { by: 'network', stems: ['网络', '网络环境', '运营商'] },
  { by: 'medium', stems: ['媒体', '媒体平台', '渠道', '流量渠道', '站点', '网站', 'app', 'site', 'channel'] },
  { by: 'landing', stems: ['落地页', '跳转页', '组件', '转化组件', '落地页样式'] },
  { by: 'live', stems: ['直播间', '直播'] },
  { by: 'tag', stems: ['推广位', '联盟推广位', 'pid'] },
  { by: 'promoter', stems: ['推客', '推广者', '推广人', '团长', '淘客', '联盟', '导购'] },
  { by: 'agent', stems: ['代理商', '服务商', '优化师', '投手', '负责人', '部门', '团队'] },
  { by: 'project', stems: ['项目', '活动', '波段', '项目组'] },
  { by: 'weekday', stems: ['星期', '周几'] },
  { by: 'kol', stems: ['达人', '博主', '主播', '作者'], only: 'nobody' },
  { by: 'content', stems: ['笔记', '笔记/素材', '内容', '视频', '文章', 'note'], names: 'note', only: 'nobody' },
  {
    by: 'cooperation',
    stems: ['合作', '合作订单', '合作单', '订单', '蒲公英订单', '合作项目', 'order'],
    only: 'cooperation',
  },
];

/** What a heading may have before a word of the trade without meaning another thing. */
export const NEUTRAL_BEFORE = ['推广', '投放', '广告', '营销', '所属', '当前'] as const;
/** What makes another thing of it: its own cut beside the plain one. */
export const OTHER_BEFORE = [
  '原',
  '一级',
  '二级',
  '三级',
  '四级',
  '末级',
  '父',
  '子',
  '主',
  '跟单',
  '主推',
  '关联',
  '目标',
  '来源',
  '合作',
] as const;
export const OTHER_AFTER = [
  '类型',
  '方式',
  '形式',
  '类别',
  '分类',
  '级别',
  '等级',
  '层级',
  '样式',
  '品牌',
  '型号',
] as const;
export const ID_AFTER = /[-_/]?(?:id|编号|编码|代码|号码)$/;
export const NAME_AFTER = /[-_/]?(?:名称\/id|名称|名字|昵称|标题|全称|名|name)$/;

/** Columns whose values state one total again and again, each in its own way. */
export const ALTERNATIVES: readonly string[] = [
  ...['模型', '方式', '类型', '规则', '逻辑', '周期', '窗口', '窗口期', '口径', '范围', '天数', '时长', ''].map(
    (what) => `归因${what}`,
  ),
  ...[
    '',
    '统计',
    '数据',
    '指标',
    '时间',
    '日期',
    '点击',
    '下单',
    '订单',
    '成交',
    '转化',
    '效果',
    '结算',
    '计算',
    '金额',
  ].flatMap((of) => [`${of}口径`, `${of}口径类型`]),
  ...['转化周期', '转化窗口', '转化窗口期', '效果周期', '触点模型', '统计方式', '统计类型', '计算方式'],
  ...['时间粒度', '统计粒度', '数据粒度', '时间维度', '时间单位', '汇总方式', '汇总类型'],
  ...['是否去重', '去重方式', '去重类型', '是否含退款', '是否含赠品', '赠品口径'],
  ...['attribution_model', 'attribution_window', 'attribution', 'data_caliber', 'caliber', 'time_unit'],
];

/** Values of a cut that say that the row is of all its parts. */
export const ALL_PARTS = /^(?:全部|整体|总体|所有|大盘|all)[\u4e00-\u9fff]{0,3}$/i;

/** Columns that tell no part of a total: what they say of one thing may change or be said in several ways. */
export const REMARKS =
  /^(?:序号|行号|no\.?|#|备注|说明|remark)$|链接|网址|url$|封面|图片|头像|截图|更新(?:日|时间)|(?:创建|修改|导出|下载|发布)(?:日期|时间)/;
/** The same of a note's rows. */
export const NOTE_REMARKS =
  /标题|昵称|达人|博主|作者|粉丝|小红书号|红书号|机构|mcn|标签|(?:笔记|内容)(?:类型|形式|体裁)|体裁|kol|发布/;

/** How the heading of a quantity ends, what it is counted in or within left out. */
export const QUANTITY =
  /(?:量|数|率|额|费|费用|价|价格|报价|出价|预算|成本|花费|消耗|消费|占比|时长|排名|指数|得分|评分|比|比例|值|[pu]v|gmv|roi|roas|ctr|cvr|cp[a-z]{1,3})$/;
