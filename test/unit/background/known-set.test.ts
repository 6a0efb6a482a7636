import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countKnown, isKnown, packSubjects } from '../../../src/background/known-set';
import { runs } from '../../support/runs';

const id = (alphabet: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });
const noteId = id('0123456789abcdef', 24, 24);
const itemId = fc.tuple(id('123456789', 1, 1), id('0123456789', 4, 18)).map(([first, rest]) => first + rest);
const taskId = id('ABCabc019_-', 1, 64);

describe('the known set', () => {
  it('has what it was made of, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(noteId),
        fc.array(itemId),
        fc.array(taskId),
        fc.array(noteId),
        fc.array(itemId),
        (notes, items, tasks, strangers, strangeItems) => {
          const set = packSubjects({ 'xhs/note': notes, 'taobao/item': items, 'jd/task': tasks });
          for (const one of [...notes, ...strangers]) {
            expect(isKnown(set, `xhs/note/${one}`)).toBe(notes.includes(one));
            expect(isKnown(set, `xhs/goods/${one}`)).toBe(false);
          }
          for (const one of [...items, ...strangeItems]) {
            expect(isKnown(set, `taobao/item/${one}`)).toBe(items.includes(one));
            expect(isKnown(set, `jd/sku/${one}`)).toBe(false);
          }
          for (const one of tasks) expect(isKnown(set, `jd/task/${one}`)).toBe(true);
        },
      ),
      { seed: 20261122, numRuns: runs(1000) },
    );
  });

  it('tells 19-digit ids apart that are one and the same number as floating point', () => {
    const set = packSubjects({ 'taobao/item': ['9007199254740993001', '9223372036854775807'] });
    expect(isKnown(set, 'taobao/item/9007199254740993001')).toBe(true);
    expect(isKnown(set, 'taobao/item/9007199254740993002')).toBe(false);
    expect(isKnown(set, 'taobao/item/9223372036854775807')).toBe(true);
    expect(isKnown(set, 'taobao/item/9999999999999999999')).toBe(false);
  });

  it('counts each subject once', () => {
    const note = '6'.repeat(24);
    expect(countKnown(packSubjects({ 'xhs/note': [note, note], 'jd/sku': ['10001', '10002'], 'jd/task': [] }))).toBe(3);
  });

  it('takes 12 bytes a note', () => {
    const notes = Array.from({ length: 1000 }, (_, n) => `66${n.toString(16).padStart(22, '0')}`);
    const { packed } = packSubjects({ 'xhs/note': notes });
    // 1,000 × 12; as strings of 24 characters it would be twice that and a thousand objects.
    expect(packed['xhs/note']?.bytes.length).toBe(12_000);
  });

  it('is not fooled by names that every object has', () => {
    const set = packSubjects({});
    expect(isKnown(set, 'constructor/name/1')).toBe(false);
  });
});
