import { storeReader } from './store';

/** 阿里妈妈 无界: the shop's advertising on Taobao by day. */
export const alimama = storeReader({
  kind: 'alimama-wujie',
  source: 'alimama',
  name: { zh: '阿里妈妈 无界', en: 'Alimama Wujie' },
  vocabulary: {
    names: {
      date: ['日期', '时间', '统计日期'],
      shop_ad_spend: ['花费', '消耗', '消费'],
      shop_ad_gmv: ['总成交金额'],
      shop_ad_impressions: ['展现量', '展现数'],
      shop_ad_clicks: ['点击量', '点击数'],
      ratio: ['投入产出比', '点击率', '平均点击花费', '千次展现花费', '点击转化率'],
    },
    needs: [['date'], ['shop_ad_spend'], ['shop_ad_gmv']],
    never: ['总订单金额', '全站交易额', '笔记ID', /^(?:账户|账号|广告主)(?:id|名称)$/],
    proof: {
      headings:
        /^(?:投入产出比|总成交笔数|(?:直接|间接)成交(?:金额|笔数)|总预售成交(?:金额|笔数)|总购物车数|总收藏数|宝贝收藏数|千次展现花费|平均点击花费|(?:原二级)?场景(?:id|名字)|引导访问潜客数)$/,
    },
  },
  caliber: null,
  entity: '',
});
