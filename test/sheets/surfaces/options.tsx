import '../../../src/ui/page.css';
import '../../../src/options/options.css';
import { render } from 'preact';
import { filesClient } from '../../../src/files/client';
import type { State } from '../../../src/messages/protocol';
import { createFiles, type Files } from '../../../src/options/files-store';
import { OptionsPage } from '../../../src/options/options-page';
import { createOptions } from '../../../src/options/options-store';
import { createPairing } from '../../../src/options/pairs-store';
import { CONNECTED, fakeAsk, UNCONNECTED } from '../../unit/ui/fake-ask';
import type { Stage, Surface } from '../face';
import { LONG_TITLE } from '../samples';

const NOTE = '685e78b5000000001203e1a1';
/** Says neither window nor caliber, has two lines that cannot be read, and a column that nobody knows. */
const SPEND = new File(
  [
    `时间,笔记ID,笔记标题,消费,展现量,点击量,自定义列\n2026-07-04,${NOTE},防晒怎么选,"1,500.55",30000,900,x\n`,
    `2026-13-04,${NOTE},防晒怎么选,1,2,3,x\n2026-07-05,${NOTE},防晒怎么选,-1,2,3,x\n`,
  ],
  '聚光-笔记-2026-07.csv',
);
const UNKNOWN = new File(['日期,编号,花了多少\n2026-07-04,1021732889355,12.50\n'], `${LONG_TITLE}.csv`);
/** ¥20 and ¥40; 1.5 and 1. */
const TARGETS = { cost_per_visitor: { good: 2_000, bad: 4_000 }, roi: { good: 1.5, bad: 1 } };
const BROKEN = new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])], '导出.xls');

const COVERAGE = {
  sources: [],
  unmapped: {
    notes: {
      count: 3,
      first: [
        { subject: `xhs/note/${NOTE}`, title: '防晒怎么选' },
        { subject: 'xhs/note/685e78b5000000001203e1a2', title: LONG_TITLE },
        { subject: 'xhs/note/685e78b5000000001203e1a3', title: null },
      ],
    },
    tasks: { count: 1, first: [{ subject: 'jd/task/1234567890123456789', title: null }] },
    noteless: { count: 4, first: [] },
  },
};
const PAIRS = {
  count: 1,
  first: [
    {
      from: `xhs/note/${NOTE}`,
      to: 'taobao/item/1234567890123456789' as const,
      fromTitle: '防晒怎么选',
      toTitle: LONG_TITLE,
    },
  ],
};

/** The page with its real reader of files behind it; the background is the one that answers to order. */
function opened(
  state: State,
  act: (files: Files) => Promise<void> = async () => {},
  answers: Parameters<typeof fakeAsk>[0] = { targets: () => ({ targets: TARGETS }) },
): Stage {
  return async (locale) => {
    const spoken = (one: State): State => ({ ...one, settings: { ...one.settings, language: locale } });
    const withFiles = (id: string, name: string) => {
      const connection = { id, kind: 'files' as const, name, address: '', workspace: '' };
      return spoken({ ...connected, connection, connections: [connection] });
    };
    const { ask } = fakeAsk({
      state: () => spoken(state),
      connectFiles: ({ id, name }) => withFiles(id, name),
      filesChanged: ({ id }) => withFiles(id, '某某护肤'),
      coverage: () => ({ connection: options.state.value?.connection?.id ?? null, coverage: COVERAGE }),
      pairs: () => ({ connection: options.state.value?.connection?.id ?? null, status: 'ok', pairs: PAIRS }),
      sitePatch: () => ({ text: '', problem: null }),
      cache: () => ({ records: 1_234 }),
      ...answers,
    });
    const options = createOptions({
      ask,
      document,
      browserLanguage: locale,
      about: { version: '0.1.0', browser: 'Chromium' },
      stored: async () => 12_345_678,
      copy: async () => {},
      onNews: () => {},
    });
    await options.read();
    const files = createFiles({
      ask,
      client: filesClient(),
      state: options.state,
      persist: () => {},
      newId: () => crypto.randomUUID(),
      save: () => {},
      defaultName: () => '某某护肤',
    });
    const main = document.createElement('main');
    main.id = 'options';
    document.body.append(main);
    render(<OptionsPage options={options} files={files} pairing={createPairing(ask)} />, main);
    await act(files);
  };
}

const ago = () => Date.now() - 120_000;
const connected = { ...CONNECTED, lastGood: ago() };
const other = { id: 'b', kind: 'files' as const, name: LONG_TITLE };
const named = {
  ...connected,
  connection: CONNECTED.connection && { ...CONNECTED.connection, name: LONG_TITLE, workspace: 'a1b2c3d4e5f6' },
};

export const surface: Surface = {
  width: 760,
  states: {
    'not connected': opened(UNCONNECTED),
    connected: opened(connected),
    'several connections': opened({ ...connected, connections: [...CONNECTED.connections, other] }),
    'long name, API refuses': opened({ ...named, status: 'not-authorised' }, async () => {}, {}),
    'files chosen': opened(UNCONNECTED, (files) => files.choose([SPEND, UNKNOWN, BROKEN])),
    'column mapping': opened(UNCONNECTED, async (files) => {
      await files.choose([UNKNOWN]);
      await files.beginMapping(files.chosen.value[0]?.number ?? 0);
    }),
    'files imported': opened(UNCONNECTED, async (files) => {
      await files.choose([SPEND]);
      await files.importAll();
    }),
  },
};
