import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Sender } from '../../../src/background/face';
import { BASE, EXTENSION_ID, NOTE, OPTIONS_PAGE, World, XHS_TAB } from './world';

let world: World;
beforeEach(() => {
  world = new World();
});

const BADGES = { question: 'badges', request: { subjects: [NOTE(1)] } };
const subject = NOTE(1);
const ABOUT_SUBJECTS = [
  BADGES,
  { question: 'detail', request: { subject } },
  { question: 'mark', request: { subject, mark: null } },
  { question: 'open', request: { subject } },
];
const HELLO = { question: 'hello', request: { url: 'https://www.xiaohongshu.com/explore' } };
const STATE = { question: 'state', request: null };
const refused = { ok: false, code: 'not-allowed' };

describe('the router', () => {
  it.each<[string, unknown, Sender]>([
    ['another extension', BADGES, { ...XHS_TAB, id: 'somebody-else' }],
    ['nobody', BADGES, {}],
    ['a question it does not know', { question: 'token', request: null }, OPTIONS_PAGE],
    ['a name that every object has', { question: 'constructor', request: null }, OPTIONS_PAGE],
    ['no question', { kind: 'badges' }, XHS_TAB],
    ['nothing', null, XHS_TAB],
    ['a text', 'badges', XHS_TAB],
  ])('declines %s at once, without a reply', (_name, message, sender) => {
    expect(world.send(message, sender)).toBeUndefined();
  });

  it.each<[string, Sender]>([
    ['a page of another site', { ...XHS_TAB, url: 'https://example.com/', origin: 'https://example.com' }],
    ['a look-alike host', { ...XHS_TAB, url: 'https://www.xiaohongshu.com.evil.cn/', origin: undefined }],
    ['a known host in another origin', { ...XHS_TAB, origin: 'https://evil.example' }],
    ['a sandboxed frame', { ...XHS_TAB, origin: 'null' }],
    ['a page without https', { ...XHS_TAB, url: 'http://www.xiaohongshu.com/', origin: 'http://www.xiaohongshu.com' }],
    ['no tab', { ...XHS_TAB, tab: undefined }],
    ['no address', { id: EXTENSION_ID, tab: { id: 7 } }],
  ])('refuses %s what content scripts ask', async (_name, sender) => {
    for (const message of ABOUT_SUBJECTS) expect(await world.send(message, sender)).toEqual(refused);
    expect(await world.send(HELLO, sender)).toEqual(refused);
  });

  it("refuses one of the extension's own pages what only a page of a site may ask", async () => {
    for (const message of [HELLO, BADGES]) expect(await world.send(message, OPTIONS_PAGE)).toEqual(refused);
  });

  it.each([
    ['state', null],
    ['connect', { name: 'x', address: 'https://evil.example', token: 'x' }],
    ['disconnect', null],
    ['test', { address: 'https://evil.example' }],
    ['summary', { range: 7 }],
    ['onPage', { tabId: 7 }],
    ['settings', { enabled: false }],
  ])('refuses a content script the question %s', async (question, request) => {
    expect(await world.send({ question, request }, XHS_TAB)).toEqual(refused);
    expect(world.local.writes).toBe(0);
    expect(world.api.calls).toEqual([]);
  });

  it('answers a content script of a known site, with or without an origin', async () => {
    expect(await world.send(BADGES)).toEqual({ ok: true, value: { badges: { [NOTE(1)]: null }, awaited: false } });
    expect(await world.send(BADGES, { ...XHS_TAB, origin: undefined })).toMatchObject({ ok: true });
  });

  it("answers the extension's own pages, in a tab or not", async () => {
    expect(await world.send(STATE, OPTIONS_PAGE)).toMatchObject({ ok: true, value: { status: 'none' } });
    const popup = { id: EXTENSION_ID, url: `${BASE}src/popup/popup.html` };
    expect(await world.send(STATE, popup)).toMatchObject({ ok: true });
  });

  it.each<[string, unknown, Sender]>([
    ['what is no subject', { question: 'badges', request: { subjects: ['xhs/note/1'] } }, XHS_TAB],
    [
      'more subjects than any page has',
      { question: 'badges', request: { subjects: Array(1001).fill(NOTE(1)) } },
      XHS_TAB,
    ],
    ['more fields', { question: 'badges', request: { subjects: [], token: 1 } }, XHS_TAB],
    ['no request', { question: 'badges' }, XHS_TAB],
    ['a negative count', { question: 'present', request: { subjects: [], drawn: -1 } }, XHS_TAB],
    ['a range it does not have', { question: 'summary', request: { range: 8 } }, OPTIONS_PAGE],
    ['an unknown setting', { question: 'settings', request: { colour: 'red' } }, OPTIONS_PAGE],
    ['an empty cost scope', { question: 'settings', request: { costScope: [] } }, OPTIONS_PAGE],
    ['a request where there is none', { question: 'state', request: {} }, OPTIONS_PAGE],
  ])('says that a request is malformed: %s', async (_name, message, sender) => {
    expect(await world.send(message, sender)).toEqual({ ok: false, code: 'bad-request' });
  });

  it('replies also when a handler fails', async () => {
    world.local.get = () => Promise.reject(new Error('no storage'));
    expect(await world.send(STATE, OPTIONS_PAGE)).toEqual({ ok: false, code: 'failed' });
  });
});
