import { HOSTS } from '../../metrics/model/site-addresses';
import type { Product } from '../workspace';
import { packshot } from './art';
import { page, text } from './html';

/** Taobao and Tmall share one build of the item page; only the shop's head and its accent differ. */
const STYLES = `
.head{display:flex;align-items:center;gap:24px;height:72px;width:1200px;margin:0 auto}.head b{color:var(--accent);font-size:20px}.head .search{flex:1;height:40px;border:2px solid var(--accent);border-radius:20px;color:var(--quiet);line-height:36px;padding:0 20px}
.shop{background:var(--fill)}.shop div{width:1200px;margin:0 auto;padding:12px 0;display:flex;gap:16px;align-items:center}.shop i{font-style:normal;font-size:12px;color:var(--quiet)}
#ice-container .pageContent{display:flex;gap:32px;width:1200px;margin:24px auto}
#left-content-area{width:560px}.mainPicWrap--Ns5WQiHr{position:relative}.picTag--Qd2{position:absolute;left:12px;top:12px;padding:2px 10px;border-radius:4px;color:#fff;background:var(--accent)}.mainPicWrap--Ns5WQiHr img{display:block;width:560px;border-radius:16px}.thumbs{display:flex;gap:10px;margin-top:12px}.thumbs img{width:72px;border-radius:8px;border:1px solid var(--line)}
#right-content-area{flex:1;min-width:0}
.MainTitle--PiA4nmJz{font-size:20px;font-weight:600;line-height:1.45}
.beltPrice--hVsPwLzG{display:flex;align-items:baseline;gap:14px;margin:34px 0 18px;padding:16px 20px;border-radius:12px;background:var(--tint)}.highlightPrice--LlVWiXXs{color:var(--accent);font-size:30px;font-weight:700}.salesDesc--IjS2c7Ze{color:var(--quiet)}
.row{display:flex;gap:24px;padding:10px 0}.row span{color:var(--quiet);width:44px;flex:none}.skus{display:flex;gap:12px}.skus div{padding:8px 16px;border:1px solid var(--line);border-radius:8px}.skus div:first-child{border-color:var(--accent);color:var(--accent)}
.buy{display:flex;gap:14px;margin-top:28px}.buy button{flex:1;height:50px;border:0;border-radius:25px;font-size:17px;color:#fff;background:var(--accent)}.buy button:first-child{background:#ff9402}
`;

const TMALL = '--accent:#e1251b;--tint:#e1251b14';
const TAOBAO = '--accent:#ff5000;--tint:#ff500014';

const title = (name: string) => `<span class="mainTitle--R75fTcZL f-els-2" title="${text(name)}">${text(name)}</span>`;

/** A product's page on Taobao or Tmall. Its first title is hidden, in the bar that sticks on scrolling. */
export function taobaoItem(product: Product): string {
  const tmall = product.host === HOSTS.tmall;
  const site = tmall ? '天猫' : '淘宝';
  const picture = packshot(product.colours, '青麦');
  return page(
    `${product.name} - 演示`,
    `:root{${tmall ? TMALL : TAOBAO}}${STYLES}`,
    '',
    `<div id="ice-container"><header class="head"><b>${site} · 演示</b><div class="search">搜索商品</div></header>
<div class="shop"><div>青麦${tmall ? '旗舰店' : '护肤小店'}<i>★★★★★ 4.9</i><i>88VIP 好评率 98%</i></div></div>
<div class="pageContent"><div id="left-content-area"><div class="mainPicWrap--Ns5WQiHr"><img alt="" src="${picture}"><span class="picTag--Qd2">新品</span></div><div class="thumbs">${`<img alt="" src="${picture}">`.repeat(4)}</div></div>
<div id="right-content-area"><div class="PurchasePanel--aBcD1234"><div id="SkuPanel_tbpcDetail_ssr2025">
<div id="tbpcDetail_SkuPanelItemhead_fixed" style="display:none;opacity:0">${title(product.name)}</div>
<div id="tbpcDetail_SkuPanelRightWrap"><div id="tbpcDetail_SkuPanelBody"><div class="block1--E5Vt4bSS"><div class="ItemTitle--LLyb9KPs"><div class="MainTitle--PiA4nmJz">${title(product.name)}</div></div></div>
<div class="beltPrice--hVsPwLzG"><span>券后</span><span class="highlightPrice--LlVWiXXs">¥${product.price}</span><span class="salesDesc--IjS2c7Ze">${product.sold}</span></div>
<div class="row"><span>配送</span>浙江杭州 至 上海 · 免运费 · 48 小时内发货</div><div class="row"><span>保障</span>退货宝 · 7 天无理由退换 · 极速退款</div>
<div class="row"><span>规格</span><div class="skus"><div>单件装</div><div>两件装</div><div>礼盒装</div></div></div>
<div class="buy"><button type="button">加入购物车</button><button type="button">领券购买</button></div></div></div>
</div></div></div></div></div>`,
  );
}
