import { NOTES } from '../workspace';
import { avatar, cover, type Scene } from './art';
import { page, text } from './html';
import { STRANGER_PERSON, STRANGERS, type Stranger } from './strangers';

const COLUMNS = 5;
const WIDTH = 220;
const GAP = 20;
const FOOTER = 92;

/** What stands in one place of the feed: how tall it is, and its inner HTML. */
interface Tile {
  tall: number;
  html: string;
}

type Shown = Omit<Stranger, 'scene'> & { scene?: Scene };

/** A picture taller than wide, in one of the three shapes that people post. */
const SHAPES = [1.33, 1, 1.2, 1.33, 1.1] as const;

function footer(title: string, kol: string, likes: string, person: string, colour: string): string {
  return `<div class="footer"><a class="title" target="_self"><span>${text(title)}</span></a>
<div class="author-wrapper"><a class="author" href="/user/profile/${person}?xsec_token=&xsec_source=pc_note"><img class="author-avatar" alt="" src="${avatar(kol, colour)}"><span class="name">${text(kol)}</span></a>
<span class="like-wrapper like-active"><span class="heart">♡</span><span class="count">${text(likes)}</span></span></div></div>`;
}

/** What the site itself puts onto some covers: a pinned tag, a video's icon, a tag below. */
function controls(index: number): string {
  const kinds = [
    '<div class="top-tag-area"><div class="top-wrapper">置顶</div></div>',
    '<span class="play-icon">▶</span>',
    '<div class="bottom-tag-area">已售罄</div>',
  ];
  return kinds[index % 4] ?? '';
}

/** A card as the site draws it: a hidden link without a token first, then the cover's. */
function noteTile(note: Shown, index: number): Tile {
  const tall = SHAPES[index % SHAPES.length] ?? 1;
  const person = `5d${note.id.slice(2, 8)}00000000${note.id.slice(16)}`;
  return {
    tall,
    html: `<a href="/explore/${note.id}" style="display:none"></a>
<a class="cover mask ld" target="_self" href="/explore/${note.id}?xsec_token=ABdemo${note.id.slice(-6)}=&xsec_source="><img data-xhs-img alt="" src="${cover(note.cover, note.colours, tall, note.scene)}"${index === 3 ? ' loading="lazy"' : ''}>${controls(index)}</a>
${footer(note.title, note.kol, note.likes, person, note.colours[1])}`,
  };
}

/** Looks like a card and is none: searches that others made. */
const RELATED: Tile = {
  tall: 1.2,
  html: `<div class="query-note-wrapper"><h4>相关搜索</h4>${['敏感肌面霜', '换季护肤', '平价精华', '氨基酸洁面']
    .map((word) => `<div class="query-note-item">${word}</div>`)
    .join('')}</div>`,
};

/** Links to a person only: its 24 hex digits are a user's. */
const PERSON: Tile = {
  tall: 1,
  html: `<a class="cover mask ld" target="_self" href="/user/profile/${STRANGER_PERSON.id}?xsec_token=&xsec_source=pc_feed"><img data-xhs-img alt="" src="${cover('关注\n护肤研究所', ['#e8eaf6', '#7986cb'], 1, 'hills')}"></a>
${footer('你可能感兴趣的人', STRANGER_PERSON.name, '关注', STRANGER_PERSON.id, '#7986cb')}`,
};

/** The logged-out shape: links that name no note at all. */
const BARE: Tile = {
  tall: 1.2,
  html: `<a href="/explore/" style="display:none"></a><a class="cover mask ld" target="_self" href="/explore/"><img data-xhs-img alt="" src="${cover('登录后\n查看更多', ['#eceff1', '#90a4ae'], 1.2, 'hills')}"></a>
${footer('登录后推荐更懂你的笔记', '推荐', '赞', STRANGER_PERSON.id, '#90a4ae')}`,
};

/** Which of the workspace's notes are in the feed; the rest, two thirds of it, are other people's or look-alikes. */
const OURS = NOTES.slice(0, 8);

function tiles(): Tile[] {
  const ours = OURS.map(noteTile);
  const others = [...STRANGERS.map((note, index) => noteTile(note, index + 2)), RELATED, PERSON, BARE];
  // One of ours, two of the others, as a feed mixes them.
  return ours.flatMap((tile, index) => [tile, ...others.slice(index * 2, index * 2 + 2)]);
}

/** The waterfall: each tile goes under the shortest column, absolutely placed as the site does it. */
function waterfall(all: readonly Tile[]): string {
  const depths = Array<number>(COLUMNS).fill(0);
  const sections = all.map(({ tall, html }, index) => {
    const depth = Math.min(...depths);
    const column = depths.indexOf(depth);
    const height = Math.round(WIDTH * tall) + FOOTER;
    depths[column] = depth + height + 12;
    return `<section class="note-item" data-width="${WIDTH}" data-height="${height}" data-index="${index}" style="width:${WIDTH}px;height:${height}px;transform:translate(${column * (WIDTH + GAP)}px,${depth}px)"><div>${html}</div></section>`;
  });
  return `<div id="exploreFeeds" class="feeds-container" style="height:${Math.max(...depths)}px">${sections.join('\n')}</div>`;
}

const STYLES = `
.top{position:sticky;top:22px;z-index:5;display:flex;align-items:center;gap:32px;height:64px;padding:0 32px;background:var(--ground)}
.top b{color:#ff2e4d;font-size:18px}.top .search{width:420px;height:38px;margin:0 auto;border-radius:19px;background:var(--fill);color:var(--quiet);line-height:38px;padding:0 20px}
.layout{display:flex}.side{width:180px;padding:12px 20px;flex:none}.side div{padding:11px 16px;border-radius:22px;font-size:16px}.side div:first-child{background:var(--fill);font-weight:600}
.channels{display:flex;gap:28px;padding:8px 0 18px;color:var(--quiet)}.channels b{color:var(--ink)}
.feeds-container{position:relative;width:${COLUMNS * WIDTH + (COLUMNS - 1) * GAP}px}
.note-item{position:absolute;top:0;left:0}
.top-tag-area{position:absolute;left:12px;top:12px;z-index:4}.top-wrapper{padding:5px 8px;border-radius:999px;font-size:12px;line-height:120%;color:#fff;background:#ff2442}.play-icon{position:absolute;right:12px;top:12px;width:20px;height:20px;border-radius:10px;font-size:10px;line-height:20px;text-align:center;color:#fff;background:#0006}.bottom-tag-area{position:absolute;left:12px;bottom:12px;z-index:4;padding:2px 8px;border-radius:4px;font-size:12px;color:#fff;background:#0008}
.cover{position:relative;display:block;border-radius:16px;overflow:hidden}.cover img{display:block;width:100%}
.footer{padding:10px 6px 0}.title{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;font-weight:500;line-height:1.4}
.author-wrapper{display:flex;justify-content:space-between;align-items:center;margin-top:8px;font-size:12px;color:var(--quiet)}
.author{display:flex;align-items:center;gap:6px}.author-avatar{width:20px;height:20px;border-radius:50%}.like-wrapper{display:flex;gap:4px}
.query-note-wrapper{padding:18px;border-radius:16px;background:var(--fill);height:330px}.query-note-wrapper h4{margin:0 0 10px}.query-note-item{padding:10px 12px;margin-top:8px;border-radius:10px;background:var(--paper)}
`;

/** Xiaohongshu's feed. */
export const feed = {
  html: page(
    '发现 - 演示',
    STYLES,
    '',
    `<div id="app"><header class="top"><b>小红书 · 演示</b><div class="search">搜索感兴趣的内容</div></header>
<div class="layout"><nav class="side"><div>发现</div><div>发布</div><div>通知</div><div>我</div></nav>
<main><div class="channels"><b>推荐</b><span>护肤</span><span>彩妆</span><span>穿搭</span><span>美食</span><span>家居</span><span>旅行</span><span>健身</span></div>
${waterfall(tiles())}</main></div></div>`,
  ),
  badges: OURS.length,
};
