import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/metrics/question';
import { answer, cell, known } from '../ui/figures';
import { heldBack, json, NOTE, OPTIONS_PAGE, rest, until, World } from './world';

const SUBJECT = NOTE(1);
const STRANGER = 'xhs/note/ffffffffffffffffffffffff';
const BOOST = { decision: 'boost', remark: '素材好，加预算' } as const;

let world: World;
beforeEach(async () => {
  world = new World();
  await world.connect();
});

const markOf = async () => (await world.metrics(1)).answers[SUBJECT]?.mark;

describe('a decision mark', () => {
  it('is set from the page, and stands with the badge, the detail and in the popup at once', async () => {
    await world.metrics(1);
    const before = world.epoch;
    expect(await world.ask('mark', { subject: SUBJECT, mark: BOOST })).toEqual({ status: 'ok' });
    expect(world.epoch).toBeGreaterThan(before);
    expect(world.api.marks[SUBJECT]).toMatchObject(BOOST);
    expect(await markOf()).toMatchObject(BOOST);
    expect((await world.ask('detail', { subject: SUBJECT }))?.mark).toMatchObject(BOOST);
    world.restart();
    expect(await markOf()).toMatchObject(BOOST);
    expect(await world.ask('mark', { subject: SUBJECT, mark: null }, OPTIONS_PAGE)).toEqual({ status: 'ok' });
    expect(await markOf()).toBeNull();
  });

  it('of a colleague is there after the next look for news', async () => {
    await world.metrics(1);
    world.api.marks[SUBJECT] = { decision: 'stop', remark: '', at: '2026-07-16T01:00:00.000Z' };
    const before = world.epoch;
    world.clock.advance(5 * 60_000 + 1);
    world.ring('refresh');
    await until(() => world.epoch > before);
    expect(await markOf()).toMatchObject({ decision: 'stop' });
  });

  it('is not asked for, and not taken, of a stranger', async () => {
    expect(await world.ask('mark', { subject: STRANGER, mark: BOOST })).toEqual({ status: 'none' });
    expect(await world.ask('detail', { subject: STRANGER })).toBeNull();
    expect(await world.ask('open', { subject: STRANGER })).toEqual({ opened: false });
    expect(world.api.calls.map(({ path }) => path)).toEqual(['/v1/known', '/v1/targets', '/v1/marks']);
    expect(world.opened).toEqual([]);
  });

  it('that the source refuses is said to be refused, and is not shown', async () => {
    await world.metrics(1);
    world.api.fault = ({ path }) => (path === '/v1/marks' ? new Response('', { status: 503 }) : undefined);
    expect(await world.ask('mark', { subject: SUBJECT, mark: BOOST })).toEqual({ status: 'failing' });
    expect(await markOf()).toBeNull();
    // What a person tries says nothing of the numbers.
    expect((await world.ask('state', null)).status).toBe('ok');
  });

  it.each([
    ['no decision', { decision: 'sell', remark: '' }],
    ['too long a remark', { decision: 'boost', remark: 'x'.repeat(501) }],
  ])('with %s is no request', async (_name, mark) => {
    const sent = world.send({ question: 'mark', request: { subject: SUBJECT, mark } });
    expect(await sent).toEqual({ ok: false, code: 'bad-request' });
  });
});

describe('targets', () => {
  it('are not said to be none where only a mark has been heard of: saved so, they would be gone', async () => {
    world = new World();
    world.api.targets = { cost_per_visitor: { good: 500, bad: 1000 } };
    world.api.fault = ({ path }) => (path === '/v1/targets' ? new Response('<html>', { status: 404 }) : undefined);
    await world.connect();
    expect(await world.ask('mark', { subject: SUBJECT, mark: BOOST })).toEqual({ status: 'ok' });
    expect(await world.ask('targets', null)).toEqual({ targets: null });
    world.api.fault = null;
    world.clock.advance(30_001);
    await world.ask('targets', null);
    await rest();
    expect(await world.ask('targets', null)).toEqual({ targets: world.api.targets });
  });
});

describe('numbers', () => {
  it('do not wait for what was decided', async () => {
    await world.ask('disconnect', null);
    const held = heldBack();
    world.api.fault = ({ path }) => (path === '/v1/marks' ? held.fault() : undefined);
    await world.connect();
    const asked = world.metrics(1);
    await rest();
    world.api.marks[SUBJECT] = { decision: 'watch', remark: '', at: '2026-07-16T01:00:00.000Z' };
    world.clock.advance(300);
    expect((await asked).answers[SUBJECT]).toMatchObject({ freshness: 'fresh', mark: null });
    const before = world.epoch;
    held.open();
    await until(() => world.epoch > before);
    expect(await markOf()).toMatchObject({ decision: 'watch' });
  });

  it('are none the worse for a source that knows no targets and marks', async () => {
    world.api.fault = ({ path }) =>
      path === '/v1/targets' || path === '/v1/marks' ? new Response('<html>', { status: 404 }) : undefined;
    world.api.calls.length = 0;
    await world.connect();
    expect((await world.metrics(1)).answers[SUBJECT]).toMatchObject({ freshness: 'fresh', mark: null, verdicts: {} });
    expect((await world.ask('state', null)).status).toBe('ok');
    await world.metrics(1);
    expect(world.api.asked('/v1/marks')).toHaveLength(1);
  });

  it('are judged by the targets, and by others as soon as those are known', async () => {
    // 12 yuan per visitor, of 10,000 readers 1,000 came: surely between 11.3 and 12.7.
    const cost = known(1200, { sample: { successes: 1000, trials: 10_000 } });
    const judged: Answer = answer(SUBJECT, [cell('taobao', { cost_per_visitor: cost, roi: known(2) })]);
    world.api.fault = ({ path }) =>
      path === '/v1/metrics' ? json({ revision: 'r1', answers: { [SUBJECT]: judged } }) : undefined;
    const bar = (good: number, bad: number) => ({ good, bad });
    world.api.targets = { cost_per_visitor: bar(1500, 2000) };
    await world.connect();
    const first = (await world.metrics(1)).answers[SUBJECT]?.verdicts;
    expect(first?.taobao?.cost_per_visitor).toEqual({
      verdict: 'good',
      bar: { good: 1500, bad: 2000, from: 'target' },
    });
    // No buyers are counted behind this ROI, and nobody has set it a target.
    expect(first?.taobao?.roi).toEqual({ verdict: null, why: 'no-bar' });
    world.api.targets = { cost_per_visitor: bar(500, 1000) };
    world.clock.advance(5 * 60_000 + 1);
    await world.metrics(1);
    await rest();
    expect((await world.metrics(1)).answers[SUBJECT]?.verdicts.taobao?.cost_per_visitor).toMatchObject({
      verdict: 'bad',
    });
  });
});

describe('the detail', () => {
  it('is asked for once per state of the source, and stays, marked, when the source fails', async () => {
    expect(await world.ask('detail', { subject: SUBJECT })).toMatchObject({
      freshness: 'fresh',
      status: 'ok',
      detail: { subject: SUBJECT, title: 'first' },
    });
    world.restart();
    await world.ask('detail', { subject: SUBJECT }, OPTIONS_PAGE);
    expect(world.api.asked(`/v1/subjects/${SUBJECT}`)).toHaveLength(1);
    world.clock.advance(24 * 3_600_000 + 1);
    world.api.fault = ({ path }) => (path.startsWith('/v1/subjects') ? new Response('', { status: 500 }) : undefined);
    expect(await world.ask('detail', { subject: SUBJECT })).toMatchObject({
      freshness: 'stale',
      status: 'failing',
      detail: { title: 'first' },
    });
    expect(await world.ask('detail', { subject: NOTE(2) })).toMatchObject({ freshness: 'failed', detail: null });
  });

  it('of what the source has just forgotten is null, and no fault', async () => {
    const problem = { type: 'about:blank', title: 'Not Found', status: 404, code: 'server_subject_unknown' };
    world.api.fault = ({ path }) =>
      path.startsWith('/v1/subjects') ? new Response(JSON.stringify(problem), { status: 404 }) : undefined;
    expect(await world.ask('detail', { subject: SUBJECT })).toBeNull();
    expect((await world.ask('state', null)).status).toBe('ok');
  });

  it("opens a subject's own page in a new tab", async () => {
    expect(await world.ask('open', { subject: SUBJECT })).toEqual({ opened: true });
    expect(world.opened).toEqual([`https://www.xiaohongshu.com/explore/${SUBJECT.slice(9)}`]);
  });
});
