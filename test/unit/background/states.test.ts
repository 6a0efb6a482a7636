import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/messages/protocol';
import { say } from '../../../src/text/text';
import { statusKey } from '../../../src/ui/keys';

/** Every status, or this does not compile. */
const STATUSES = Object.keys({
  none: 1,
  ok: 1,
  offline: 1,
  'bad-address': 1,
  unreachable: 1,
  'not-authorised': 1,
  'not-an-api': 1,
  version: 1,
  busy: 1,
  failing: 1,
  storage: 1,
} satisfies Record<Status, 1>) as Status[];

describe('what people are told', () => {
  it.each(STATUSES)('%s: one sentence in each language that says what is wrong and what to do', (status) => {
    const zh = say('zh_CN', statusKey(status));
    const en = say('en', statusKey(status));
    // One sentence: a single full stop, at its end.
    expect(zh).toMatch(/^[^。]+。$/);
    expect(en).toMatch(/^[^.].*[^.]\.$/);
    expect(en.match(/\. /g)).toBeNull();
    // After the colon stands what to do; only where all is well there is nothing.
    expect(zh.includes('：')).toBe(status !== 'ok');
    expect(en.includes(': ')).toBe(status !== 'ok');
    // Whether there are older numbers is another matter: of some things none was ever received.
    expect(zh).not.toMatch(/显示的是|最后一次|上次/);
    expect(en).not.toMatch(/you see|last/i);
  });
});
