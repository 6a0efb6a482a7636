/** Text made safe to stand in HTML or an attribute. */
export function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The colours that the demo pages share, light and dark; each page adds its own accent. */
const BASE = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--paper:#fff;--ground:#fff;--ink:#1f2329;--quiet:#8a9099;--line:#eceef1;--fill:#f5f6f8}
@media (prefers-color-scheme:dark){:root{--paper:#1d1e20;--ground:#111214;--ink:#e8eaed;--quiet:#8b9097;--line:#2c2e32;--fill:#26282c}}
html,body{margin:0;background:var(--ground);color:var(--ink)}
body{font:14px/1.5 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;padding-top:22px}
a{color:inherit;text-decoration:none}
button{font:inherit;color:inherit}
.demo-ribbon{position:fixed;inset:0 0 auto;height:22px;z-index:10;font-size:12px;line-height:22px;text-align:center;color:#713f12;background:#fde68a}
`;

/** A whole document, visibly marked as a page of the demo. */
export function page(title: string, styles: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(title)}</title>
<link rel="icon" href="data:,">
${head}
<style>${BASE}${styles}</style>
</head>
<body>
<div class="demo-ribbon">演示页面 · 内容均为虚构 · 未连接任何真实网站</div>
${body}
</body>
</html>
`;
}
