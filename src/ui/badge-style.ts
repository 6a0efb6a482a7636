import { DARK, JD, LIGHT, TAOBAO } from './palette';

/**
 * The badge's style, one text for all. What stands here was measured against pages that try to restyle or read
 * a badge (design.md, decision 3):
 * - `!important` inside a shadow root beats the page's own `!important`, so the host is reset and sized with it.
 * - The host is as large as the block that it stands in, whatever it says, and clips: its box tells a page
 *   nothing and overflows nothing. It takes no pointer events, so a page cannot probe what is drawn in it.
 * - In the layer of what it is drawn over, and never above the page's bars and masks: see `Badge.setLayer`.
 * - No custom property: a page's `@property` would set it. The colours are compiled in here.
 * - Fonts only on inner elements and only generic families: a page's `@font-face` cannot stand in for one.
 * - A flex host, because a page's `::first-line` reaches into a block one.
 * - A page is told how large the largest text is that was painted (largest-contentful-paint), in closed roots too, and
 *   would know how wide a number is. Chromium is given a larger one that nobody sees, as large as the host; Firefox
 *   passes over generated content that is a block.
 * - What is seen by its ground alone has an outline of no colour: forced colours take the ground and draw that.
 * - No motion: nothing to stop for those who want less of it, and no animation for a page to list.
 */
const colours = ({ ink, soft, paper, edge, good, bad }: typeof LIGHT) => `
.card .chip,.sheet{background:${paper};color:${ink};border-color:${edge}}
.label,.mark,.unit{color:${soft}}
.good,.good+.number,.boost{color:${good}}
.bad,.bad+.number,.stop{color:${bad}}
.dot{background:${ink};border-color:${paper};box-shadow:0 0 0 1px ${edge}}`;

export const BADGE_STYLE = `
:host{all:initial!important;position:absolute!important;inset:0!important;
width:100%!important;height:100%!important;display:flex!important;
contain:strict!important;overflow:hidden!important;z-index:0!important;
direction:ltr!important;unicode-bidi:isolate!important;
pointer-events:none!important;user-select:none!important;-webkit-user-select:none!important}
:host::before,:host::after{content:none!important;display:none!important}
.badge{position:absolute;top:0;left:0;width:max-content;min-width:min-content;
display:flex;box-sizing:border-box;
font:500 12px/18px system-ui,sans-serif;font-variant-numeric:tabular-nums}
.stacked{flex-direction:column;align-items:flex-start}
.off,.dot>*{display:none}
.badge.dot{display:block;min-width:0;width:14px;height:14px;border:4px solid;border-radius:7px}
.card{gap:4px}
.chip{box-sizing:border-box;max-width:100%;display:flex;flex-wrap:wrap;align-items:center;column-gap:6px;
padding:1px 7px}
.card .chip,.sheet{border-radius:11px;overflow:hidden}
.card .chip{box-shadow:0 1px 3px #0000004d;outline:1px solid transparent}
.sheet{border:1px solid}
.sign{margin-left:-5px;width:18px;height:18px;border-radius:9px;color:#fff;font-weight:600;font-size:11px;text-align:center}
.taobao{background:${TAOBAO}}
.jd{background:${JD}}
.pair{display:flex;column-gap:3px}
.pair,.decision{white-space:nowrap}
.number,.good,.bad,.decision{font-weight:600}
.decision{padding:0 5px;border:1px solid;border-radius:4px;font-size:11px;line-height:14px}
.badge:focus-visible{outline:2px solid #2563eb;outline-offset:1px;border-radius:11px}
.label,.mark,.unit{font-size:11px;font-weight:400}
.stale .number,.failed .number,.loading .number{font-weight:400}
[data-v]::before{display:block;content:attr(data-v)}
.veil{position:absolute;inset:0;z-index:-1;overflow:hidden;forced-color-adjust:none}
.veil::before{display:block;white-space:nowrap;font:4000px/1 serif;color:#0000;text-shadow:0 0 #0000;content:'W' / ''}
${colours(LIGHT)}
@media print{:host{display:none!important}}
@media (prefers-color-scheme:dark){${colours(DARK)}}`;
