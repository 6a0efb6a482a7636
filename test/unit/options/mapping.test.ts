import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../src/exports';
import { draftOf, isMoney, type MappingDraft, mappingOf, measuresOf } from '../../../src/options/mapping-draft';

const COLUMNS = [
  { heading: '投放日期', samples: ['2026-07-01'] },
  { heading: '笔记', samples: ['6841f0…'] },
  { heading: '花了', samples: ['1.5'] },
  { heading: '备注', samples: [''] },
];

/** The draft with these columns chosen. */
function chosen(draft: MappingDraft, as: Record<string, Partial<MappingDraft['columns'][number]>>): MappingDraft {
  return { ...draft, columns: draft.columns.map((one) => ({ ...one, ...as[one.heading] })) };
}

describe('a mapping made for a table', () => {
  const begun = draftOf(1, 'ud 七月', COLUMNS);

  it('guesses nothing, and is refused while it lacks what a row needs', () => {
    expect(begun.columns.map(({ as }) => as)).toEqual(['ignore', 'ignore', 'ignore', 'ignore']);
    expect(() => parseMapping(mappingOf(begun))).toThrow(/export_mapping_no_measure/);
    const lacking = chosen(begun, { 花了: { as: 'ud_spend' } });
    expect(() => parseMapping(mappingOf(lacking))).toThrow(/export_mapping_needs/);
  });

  it('is what was chosen, with units and windows, and can be changed again', () => {
    const filled = chosen(begun, {
      投放日期: { as: 'date' },
      笔记: { as: 'note' },
      花了: { as: 'ud_spend', unit: 'wan' },
    });
    const mapping = parseMapping(mappingOf(filled));
    expect(mapping).toEqual({
      grasslens: 'mapping/1',
      name: 'ud 七月',
      source: 'mapped',
      grain: 'note',
      period: 'day',
      columns: { 投放日期: 'date', 笔记: 'note', 花了: { as: 'ud_spend', unit: 'wan' }, 备注: 'ignore' },
    });
    expect(draftOf(1, 'another name', COLUMNS, mapping)).toEqual(filled);
  });

  it('has a unit for money only, whatever was chosen before', () => {
    const filled = chosen(
      { ...begun, source: 'xinghe', caliber: 'click' },
      { 投放日期: { as: 'date' }, 笔记: { as: 'note' }, 花了: { as: 'visitors', unit: 'fen', window: 15 } },
    );
    expect(filled.columns.map(isMoney)).toEqual([false, false, false, false]);
    expect(parseMapping(mappingOf(filled))).toMatchObject({
      caliber: 'click',
      columns: { 花了: { as: 'visitors', window: 15 } },
    });
  });

  it('offers of each source what that can have', () => {
    expect(measuresOf('mapped')).toContain('ud_spend');
    expect(measuresOf('xinghe')).toContain('visitors');
    expect(measuresOf('xinghe')).not.toContain('spend');
  });
});
