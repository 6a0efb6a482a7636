import { HOSTS } from '../../metrics/model/site-addresses';
import type { Product } from '../workspace';
import { packshot } from './art';
import { page, text } from './html';

const STYLES = `
:root{--accent:#e2231a}
.head{display:flex;align-items:center;gap:24px;height:72px;width:1200px;margin:0 auto}.head b{color:var(--accent);font-size:20px}.head .search{flex:1;height:40px;border:2px solid var(--accent);border-radius:8px;color:var(--quiet);line-height:36px;padding:0 16px}
#crumb-wrap{background:var(--fill);color:var(--quiet);font-size:12px}#crumb-wrap div{width:1200px;margin:0 auto;padding:10px 0}
.product{display:flex;gap:36px;width:1200px;margin:24px auto}#main-image{display:block;width:520px;border-radius:12px}
.intro{flex:1;min-width:0}.sku-title{font-size:20px;font-weight:600;line-height:1.45}.self{display:inline-block;vertical-align:2px;margin-right:8px;padding:0 6px;border-radius:4px;font-size:12px;color:#fff;background:var(--accent)}
.summary-price-wrap{display:flex;align-items:baseline;gap:16px;margin:34px 0 18px;padding:16px 20px;border-radius:12px;background:#e2231a12}.product-price--main{color:var(--accent);font-size:30px;font-weight:700}.comments{color:var(--quiet)}
.row{display:flex;gap:24px;padding:10px 0}.row span{color:var(--quiet);width:56px;flex:none}
.buy{display:flex;gap:14px;margin-top:28px}.buy button{flex:1;height:50px;border:0;border-radius:8px;font-size:17px;color:#fff;background:var(--accent)}.buy button:first-child{background:#ff9402}
.more{width:1200px;margin:0 auto 40px}.more ul{list-style:none;display:flex;gap:16px;margin:12px 0;padding:0}.more-item{width:160px;font-size:12px;color:var(--quiet)}.more-item img{display:block;width:160px;border-radius:8px;margin-bottom:6px}
`;

/** Accessories beside the product: skus of other people, which nothing is drawn on. */
const MORE = [
  { sku: '100083920451', name: '化妆棉 200 片 一次性洁面', colours: ['#e8eef5', '#9db4cf'] },
  { sku: '100120394857', name: '旅行分装瓶 6 件套', colours: ['#f4e9f2', '#c39ab9'] },
  { sku: '100097731285', name: '干发帽 加厚速干', colours: ['#eaf3e8', '#93b98c'] },
] as const;

const more = MORE.map(
  ({ sku, name, colours }) =>
    `<li class="more-item" data-sku="${sku}"><img alt="" src="${packshot(colours, '')}">${text(name)}</li>`,
).join('');

/** A product's page on JD, as it stands after rendering. */
export function jdItem(product: Product): string {
  return page(
    `${product.name} - 演示`,
    STYLES,
    `<link rel="canonical" href="//${HOSTS.jd}/${product.id}.html">
<meta http-equiv="mobile-agent" content="format=xhtml; url=//${HOSTS.jdMobile}/product/${product.id}.html">`,
    `<header class="head"><b>京东 · 演示</b><div class="search">搜索商品</div></header>
<div id="crumb-wrap"><div>美妆护肤 › 面部护肤 › 精华 › 青麦</div></div>
<div class="product"><img id="main-image" alt="" src="${packshot(product.colours, '青麦')}">
<div class="intro"><div class="sku-title"><span class="self">自营</span><span class="sku-title-name">${text(product.name)}</span></div>
<div class="summary-price-wrap"><span>到手价</span><span class="product-price--main"><span class="product-price--value">¥${product.price}</span></span><span class="comments">${product.sold}</span></div>
<div class="row"><span>配送至</span>上海 · 有货 · 预计明天送达</div><div class="row"><span>服务</span>京东发货 · 7 天无理由退货 · 价保 30 天</div><div class="row"><span>已选</span>30ml，1 件</div>
<div class="buy"><button type="button">加入购物车</button><button type="button" data-sku="${product.id}">立即购买</button></div></div></div>
<div class="more"><b>常配商品</b><ul>${more}</ul></div>`,
  );
}
