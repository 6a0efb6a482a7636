import { describe, expect, it } from 'vitest';
import { readPasted } from '../../../src/background/pasted';

const NOTE = 'xhs/note/685e78b5000000001203e1a1';
const ITEM = 'taobao/item/1021732889355';
const SKU = 'jd/sku/100012043978';
const first = (text: string) => readPasted(text, () => true).lines[0];

describe('a pasted line', () => {
  it.each([
    ['https://www.xiaohongshu.com/explore/685e78b5000000001203e1a1?xsec_token=AB', NOTE],
    ['www.xiaohongshu.com/discovery/item/685E78B5000000001203E1A1', NOTE],
    ['防晒霜测评 https://www.xiaohongshu.com/explore/685e78b5000000001203e1a1，复制本条信息打开【小红书】App', NOTE],
    ['685e78b5000000001203e1a1', NOTE],
    ['https://detail.tmall.com/item.htm?spm=a.b&id=1021732889355&skuId=5', ITEM],
    ['item.taobao.com/item.htm?id=1021732889355', ITEM],
    ['https://item.jd.com/100012043978.html#comment', SKU],
    ['  jd/sku/100012043978\t', SKU],
  ])('%s names its subject', (text, subject) => {
    expect(first(text)).toMatchObject({ line: 1, subject, problem: null });
  });

  it.each([
    ['http://xhslink.com/a/AbCdEf', 'short'],
    ['淘宝 https://m.tb.cn/h.abc CZ0001', 'short'],
    ['https://3.cn/2-abc', 'short'],
    ['1021732889355', 'which-shop'],
    ['https://www.xiaohongshu.com/user/profile/685e78b5000000001203e1a1', 'unreadable'],
    ['https://evil.example/explore/685e78b5000000001203e1a1', 'unreadable'],
    ['https://www.xiaohongshu.com.evil.example/explore/685e78b5000000001203e1a1', 'unreadable'],
    ['你好', 'unreadable'],
  ])('%s is told to be %s', (text, problem) => {
    expect(first(text)).toMatchObject({ line: 1, text, subject: null, problem });
  });
});

describe('what is pasted', () => {
  it('is numbered as it stands, without blank lines and repeats, and with what is not ours', () => {
    const text = [NOTE, '', 'hello', NOTE, ITEM].join('\r\n');
    const { lines, left } = readPasted(text, (subject) => subject !== ITEM);
    expect(lines.map(({ line, subject, problem }) => [line, subject, problem])).toEqual([
      [1, NOTE, null],
      [3, null, 'unreadable'],
      [4, null, 'duplicate'],
      [5, null, 'not-ours'],
    ]);
    expect(left).toBe(0);
  });

  it('is read up to 200 lines, and the rest is counted', () => {
    const text = Array.from({ length: 230 }, (_, n) => `jd/sku/${100_000 + n}`).join('\n');
    const { lines, left } = readPasted(text, () => true);
    expect([lines.length, left]).toEqual([200, 30]);
  });
});
