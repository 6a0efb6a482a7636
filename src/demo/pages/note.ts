import { NOTES, noteUrl } from '../workspace';
import { avatar, cover } from './art';
import { page, text } from './html';

const STYLES = `
.top{display:flex;align-items:center;height:64px;padding:0 32px}.top b{color:#ff2e4d;font-size:18px}.top .search{width:420px;height:38px;margin:0 auto;border-radius:19px;background:var(--fill);color:var(--quiet);line-height:38px;padding:0 20px}
.outer-link-container{padding:16px 0 40px}.note-container{display:flex;width:1000px;height:680px;margin:0 auto;border-radius:20px;overflow:hidden;border:1px solid var(--line);background:var(--paper)}
.media-container{position:relative;width:520px;flex:none;background:var(--fill)}.media-container img{display:block;width:100%;height:100%;object-fit:cover}
.live-control-container{position:absolute;left:16px;top:16px;z-index:10}.fraction{position:absolute;right:12px;top:12px;z-index:4}.live-control-container,.fraction{padding:2px 8px;border-radius:12px;font-size:12px;line-height:20px;color:#fff;background:#0006}
.interaction-container{display:flex;flex-direction:column;flex:1;min-width:0}
.author-container{display:flex;align-items:center;gap:12px;padding:20px 24px;border-bottom:1px solid var(--line)}.author-container img{width:40px;height:40px;border-radius:50%}.author-container .follow{margin-left:auto;border:0;border-radius:18px;padding:7px 20px;background:#ff2e4d;color:#fff}
.note-scroller{flex:1;overflow:auto;padding:20px 24px}
.note-content .title{font-size:18px;font-weight:600;line-height:1.4;margin-bottom:8px}.desc{line-height:1.75}.tag{color:#3b6bb0;margin-right:6px}
.bottom-container{margin:12px 0 18px;color:var(--quiet);font-size:12px}
.comments-el{border-top:1px solid var(--line);padding-top:14px;color:var(--quiet);font-size:13px}.comment-item{display:flex;gap:10px;margin-top:14px;color:var(--ink)}.comment-item img{width:30px;height:30px;border-radius:50%}.comment-item .name{color:var(--quiet);font-size:12px}.comment-item .like-wrapper{margin-left:auto;color:var(--quiet);font-size:12px}
.engage-bar{border-top:1px solid var(--line);padding:14px 24px;display:flex;gap:20px;align-items:center}.engage-bar .say{flex:1;border-radius:18px;background:var(--fill);color:var(--quiet);padding:8px 16px}.buttons .left{display:flex;gap:18px}

.note-detail-mask{position:fixed;inset:0;z-index:20;padding-top:60px;background:#0008}
`;

const PARAGRAPHS = [
  '黄黑皮 + 熬夜脸，换季的时候暗沉到粉底都遮不住。这次认真打卡了 28 天，每天同一个位置、同一盏灯拍照，没有开美颜。',
  '用法很简单：晚上洁面之后两泵精华，等 3 分钟再上面霜。第一周几乎没感觉，第二周开始觉得脸没那么“灰”了，第四周脸颊两侧最明显。',
  '说两个缺点：质地偏润，油皮夏天要减量；见效慢，急着用的姐妹别冲动。',
];
const COMMENTS = [
  { name: '桃桃', said: '第四周对比真的可以，请问早上也用吗？', likes: '128' },
  { name: '一颗柚子', said: '早上我只用防晒，精华放晚上～', likes: '96' },
  { name: '小雨', said: '淘宝和京东哪边有小样送呀', likes: '41' },
];

const bySingleNote = NOTES.find((note) => note.title.startsWith('黄黑皮'));
if (!bySingleNote) throw new Error('the demo workspace has lost the note that its note page shows');
/** It serves both platforms and is the only note of its JD task, so that its page has something to say of each. */
const NOTE = bySingleNote;
const COLOUR = NOTE.colours[1];

const comments = COMMENTS.map(
  ({ name, said, likes }) =>
    `<div class="comment-item"><img alt="" src="${avatar(name, '#9aa5b1')}"><div><div class="name">${text(name)}</div><div class="content">${text(said)}</div></div><span class="like-wrapper"><span class="count">${likes}</span></span></div>`,
).join('');

/** A note's container, with the site's own controls on its picture. */
const container = `<div id="noteContainer" class="note-container" data-type="normal" data-render-status="">
<div class="media-container"><div class="live-control-container">LIVE</div><div class="fraction">1/9</div><img alt="" src="${cover(NOTE.cover, NOTE.colours, 1.33)}"></div>
<div class="interaction-container">
<div class="author-container"><img alt="" src="${avatar(NOTE.kol, COLOUR)}"><span class="username">${text(NOTE.kol)}</span><button type="button" class="follow">关注</button></div>
<div class="note-scroller"><div class="note-content"><div id="detail-title" class="title">${text(NOTE.title)}</div>
<div id="detail-desc" class="desc"><span class="note-text">${PARAGRAPHS.map((paragraph) => `<p>${text(paragraph)}</p>`).join('')}<a id="hash-tag" class="tag" href="/search_result?keyword=%25E6%258A%25A4%25E8%2582%25A4">#护肤打卡</a><a class="tag" href="/search_result?keyword=%25E7%25B2%25BE%25E5%258D%258E">#亮肤精华</a></span></div>
<div class="bottom-container"><span class="date">${NOTE.published} 上海</span></div></div>
<div class="comments-el">共 ${COMMENTS.length} 条评论${comments}</div></div>
<div class="interactions engage-bar"><div class="say">说点什么…</div><div class="interact-container"><div class="buttons"><div class="left"><span class="like-wrapper">♡ <span class="count">${NOTE.likes}</span></span><span class="collect-wrapper">☆ <span class="count">8421</span></span><span class="chat-wrapper">✉ <span class="count">312</span></span></div></div></div></div>
</div></div>`;

/** One note's own page. */
export const note = {
  url: `${noteUrl(NOTE)}?xsec_token=ABdemo=&xsec_source=pc_feed`,
  html: page(
    `${NOTE.title} - 演示`,
    STYLES,
    `<meta name="og:url" content="${noteUrl(NOTE)}">`,
    `<div id="app"><div id="global" class="layout"><header class="top"><b>小红书 · 演示</b><div class="search">搜索感兴趣的内容</div></header>
<div class="main-container"><div class="main-content"><div class="outer-link-container">
${container}</div></div></div></div></div>`,
  ),
  badges: 1,
};

/** The same note over another page, as the site opens it from its feed: a mask that names it. */
export function overlayOver(below: string): { url: string; html: string } {
  return {
    url: `${noteUrl(NOTE)}?xsec_token=ABdemo=&xsec_source=pc_search`,
    html: below
      .replace('</style>', `${STYLES}</style>`)
      .replace('</body>', `<div class="note-detail-mask" note-id="${NOTE.id}">${container}</div></body>`),
  };
}
