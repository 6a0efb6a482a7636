import { DARK, JD, LIGHT, TAOBAO } from '../palette';

/**
 * The card's style, in a document of its own: no sheet of the page reaches it. That document has the same size whatever
 * it says, for a page can measure it; the card in it is as tall as what it says.
 */
const colours = ({ ink, soft, paper, edge, good, bad }: typeof LIGHT) => `
.card{background:${paper};color:${ink}}
h3,.notes,.state,input::placeholder{color:${soft}}
.decide,footer,button,input{border-color:${edge}}
.why,[aria-pressed=true]{background:${ink};color:${paper}}
.good>.number{color:${good}}
.bad>.number{color:${bad}}`;

export const CARD_STYLE = `
*{box-sizing:border-box;margin:0}
html,body{height:100%;background:none}
body,.card{display:flex;flex-direction:column}
body{padding:4px 8px 12px;font:12px/18px system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
[data-v]::before{content:attr(data-v)}
.card{flex:none;max-height:100%;border-radius:12px;box-shadow:0 2px 8px #0006;overflow:hidden}
header,.decide,footer{display:flex;align-items:center;gap:6px;padding:6px 12px}
.decide{border-bottom:1px solid}
footer{border-top:1px solid}
h2{flex:1;font-size:14px;line-height:20px;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
h3,h4{font-size:11px;padding:0 4px}
button,input{font:inherit;color:inherit;background:none;border:1px solid;border-radius:6px;padding:1px 8px;flex:none}
button{cursor:pointer}
input{flex:1;min-width:0}
.why,[aria-pressed=true]{outline:2px solid transparent}
:focus-visible{outline:2px solid #2563eb;outline-offset:-1px}
.state:not([data-v=""]){padding:0 12px 6px}
.body{overflow:auto;padding:0 8px 28px}
section{padding-top:8px}
.columns{display:flex;flex-wrap:wrap;gap:4px 8px}
.columns>div{flex:1 1 150px;min-width:0}
.taobao{border-top:2px solid ${TAOBAO}}
.jd{border-top:2px solid ${JD}}
.xhs{border-top:2px solid #ff2442}
.row{position:relative;display:flex;flex-wrap:wrap;gap:0 8px;width:100%;padding:1px 4px 2px;border:0;border-radius:4px;text-align:start}
.l1{padding-left:14px}
.number{font-weight:600;margin-inline-start:auto}
.notes,.why,.unit{font-size:11px}
div>.notes{flex:1 0 100%}
button>.notes{margin-inline-start:auto}
svg+.notes{text-align:end}
.bar{position:absolute;left:4px;bottom:0;height:2px;background:#2e9b63;opacity:.6}
svg{width:96px;height:24px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;margin-inline-start:auto}
.why{visibility:hidden;position:absolute;z-index:1;left:0;right:0;top:100%;padding:4px 8px;border-radius:6px}
.ask{flex-wrap:wrap}
.row:hover>.why,.row:focus-visible>.why{visibility:visible}
button.row::before{display:none}
button.row .name{text-decoration:underline}
${colours(LIGHT)}
@media(prefers-color-scheme:dark){${colours(DARK)}}`;
