import { text } from './html';

type Colours = readonly [string, string];

const asImage = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

const gradient = ([light, dark]: Colours) =>
  `<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient>`;

/** What stands in the lower half of a cover, on a ground 300 wide. */
const SCENES = {
  jar: (height: number, colour: string) =>
    `<rect x="176" y="${height - 132}" width="84" height="96" rx="12" fill="#fff" opacity=".86"/><rect x="184" y="${height - 152}" width="68" height="26" rx="6" fill="${colour}"/>
<rect x="190" y="${height - 98}" width="56" height="7" rx="3" fill="${colour}" opacity=".55"/><rect x="198" y="${height - 82}" width="40" height="5" rx="2" fill="${colour}" opacity=".4"/>`,
  hills: (height: number, colour: string) =>
    `<circle cx="232" cy="${height * 0.56}" r="24" fill="#fff" opacity=".8"/><path d="M0 ${height} V${height * 0.78} Q80 ${height * 0.58} 160 ${height * 0.8} T300 ${height * 0.7} V${height} Z" fill="${colour}" opacity=".65"/>
<path d="M0 ${height} V${height * 0.9} Q110 ${height * 0.72} 210 ${height * 0.9} T300 ${height * 0.86} V${height} Z" fill="${colour}"/>`,
  desk: (height: number, colour: string) =>
    `<rect x="0" y="${height - 54}" width="300" height="54" fill="${colour}" opacity=".8"/><rect x="150" y="${height - 146}" width="118" height="92" rx="8" fill="#fff" opacity=".88"/><rect x="164" y="${height - 132}" width="90" height="50" rx="4" fill="${colour}" opacity=".35"/>
<path d="M40 ${height - 104} h56 v34 a16 16 0 0 1 -16 16 h-24 a16 16 0 0 1 -16 -16 Z" fill="#fff" opacity=".88"/>`,
};
export type Scene = keyof typeof SCENES;

/** A note's cover: its words in two lines over soft shapes. `tall` is height over width. */
export function cover(words: string, colours: Colours, tall: number, scene: Scene = 'jar'): string {
  const height = Math.round(300 * tall);
  const lines = words
    .split('\n')
    .map((line, index) => `<tspan x="26" dy="${index === 0 ? 0 : 50}">${text(line)}</tspan>`)
    .join('');
  return asImage(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 ${height}"><defs>${gradient(colours)}</defs>
<rect width="300" height="${height}" fill="url(#g)"/>
<circle cx="245" cy="${height * 0.22}" r="78" fill="#fff" opacity=".22"/><circle cx="60" cy="${height * 0.86}" r="110" fill="#fff" opacity=".16"/>
${SCENES[scene](height, colours[1])}
<text x="26" y="${height * 0.3}" font-size="40" font-weight="800" fill="#3b2f2a" font-family="PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif">${lines}</text></svg>`);
}

/** A product photograph: a jar with its label on a plain ground. */
export function packshot(colours: Colours, label: string): string {
  return asImage(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><defs>${gradient(colours)}
<radialGradient id="b"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#eef0f2"/></radialGradient></defs>
<rect width="400" height="400" fill="url(#b)"/><ellipse cx="200" cy="330" rx="110" ry="14" fill="#000" opacity=".08"/>
<rect x="128" y="150" width="144" height="178" rx="22" fill="url(#g)"/><rect x="140" y="96" width="120" height="60" rx="12" fill="${colours[1]}"/>
<rect x="154" y="196" width="92" height="84" rx="6" fill="#fff" opacity=".9"/><text x="200" y="234" font-size="24" font-weight="700" text-anchor="middle" fill="#5b4a33" font-family="PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif">${text(label)}</text>
<rect x="170" y="250" width="60" height="5" rx="2" fill="#5b4a33" opacity=".5"/><rect x="178" y="262" width="44" height="4" rx="2" fill="#5b4a33" opacity=".35"/></svg>`);
}

/** A person's round picture: the first sign of the name on a colour. */
export function avatar(name: string, colour: string): string {
  return asImage(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/><text x="20" y="27" font-size="18" text-anchor="middle" fill="#fff" font-family="PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif">${text([...name][0] ?? '')}</text></svg>`,
  );
}
