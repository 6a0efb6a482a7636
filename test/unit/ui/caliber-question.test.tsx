// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { Provenance } from '../../../src/metrics/figures';
import { CaliberQuestion } from '../../../src/ui/caliber-question';
import { unsureSources } from '../../../src/ui/caliber-sources';
import { settled } from './fake-ask';
import { cell, known } from './figures';

const LINE = { grain: 'note', traffic: 'none', asOf: '2026-07-15', imports: [] } satisfies Partial<Provenance>;
const JUGUANG: Provenance = { ...LINE, source: 'juguang', window: 30, caliber: 'unknown' };
const SPEND: Provenance = { ...LINE, source: 'juguang', window: 'none', caliber: 'none' };
const XINGHE: Provenance = { ...LINE, source: 'xinghe', window: 15, caliber: 'click' };

it('is asked of the sources behind a number that may still mature, and of no other', () => {
  const unsure = { marks: ['maybe-immature'], provenance: [0, 1, 2] } as const;
  const figures = (more: object) => ({
    ...cell('taobao', {
      visitors: known(25, { ...more, marks: [...unsure.marks], provenance: [...unsure.provenance] }),
    }),
    provenance: [SPEND, JUGUANG, XINGHE],
  });
  expect(unsureSources([figures({})])).toEqual(['juguang']);
  const sure = { ...cell('taobao', { visitors: known(25, { provenance: [1] }) }), provenance: [SPEND, JUGUANG] };
  expect(unsureSources([sure])).toEqual([]);
});

it('stands with its two answers, and reports what became of one', async () => {
  const answers: string[][] = [];
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const onAnswer = async (source: string, caliber: string) => {
    answers.push([source, caliber]);
    return caliber === 'click';
  };
  render(<CaliberQuestion sources={['juguang']} onAnswer={onAnswer} />, root);
  expect(root.querySelector('legend')?.textContent).toBe('聚光：成交算在点击当天还是成交当天？');
  const [click, conversion] = root.querySelectorAll('button');
  expect([click?.textContent, conversion?.textContent]).toEqual(['点击当天', '成交当天']);
  click?.click();
  await settled();
  expect(root.querySelector('[role=status]')?.textContent).toBe('已记住：聚光的成交算在点击当天。');
  conversion?.click();
  await settled();
  expect(root.querySelector('[role=status]')?.textContent).toContain('没有记住');
  expect(answers).toEqual([
    ['juguang', 'click'],
    ['juguang', 'conversion'],
  ]);
});
