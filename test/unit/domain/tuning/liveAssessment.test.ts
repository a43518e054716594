import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import { generator } from '../../../../shared/domain/random/generator.ts';
import { LiveAssessment, TOP_SHARE } from '../../../../shared/domain/tuning/liveAssessment.ts';
import { topCount } from '../../../../shared/domain/tuning/mapClasses.ts';
import {
  methodOf,
  type Settings,
  withIndicator,
  withLevel,
  withMethod,
  withThreshold,
} from '../../../../shared/domain/tuning/settings.ts';
import { type Candidate, startSettings } from '../../../../shared/domain/tuning/start.ts';
import { equalWeights, pullWeight } from '../../../../shared/domain/tuning/weights.ts';
import { methodSchema } from '../../../../shared/schemas/method.ts';

const N = 200;
const FACTORS = ['crime', 'crime', 'school', 'work', 'economy', 'education', 'benefits', 'background'] as const;
const candidates: Candidate[] = FACTORS.map((factor, at) => {
  const random = generator(at, 'live assessment');
  return {
    id: `i${String(at)}`,
    factor,
    direction: factor === 'background' ? 0 : factor === 'school' ? -1 : 1,
    unit: 'percent',
    problemVariable: at < 4,
    exampleThreshold: at < 2 ? 55 : null,
    values: Float64Array.from({ length: N }, (_, i) => (i === 7 && at < 5 ? Number.NaN : 50 + 10 * random.normal())),
  };
});
const codes = Array.from({ length: N }, (_, i) => `6001R${String(i).padStart(3, '0')}`);
const columns = { codes, byId: new Map(candidates.map(({ id, values }) => [id, values])) };
const column = (id: string): Float64Array => columns.byId.get(id) ?? new Float64Array(0);

function start(): Settings {
  const settings = startSettings(candidates, { large: 'stor', largest: 'särskilt stor' });
  if (settings === null) throw new Error('there are enough indicators');
  return settings;
}

describe('the settings to begin with', () => {
  it('are methods that the schema accepts', () => {
    const settings = start();
    for (const method of [settings.index, settings.problemCount, settings.sei]) {
      expect(methodSchema.safeParse(method).success).toBe(true);
    }
  });
  it('weigh the factors of the assignment evenly and leave out the background', () => {
    const { index, problemCount, sei } = start();
    expect(index.groups?.map(({ weight }) => weight)).toEqual([undefined, 100 / 3, 100 / 3, 100 / 3, 0, 0, 0]);
    expect(index.indicators.some(({ id }) => id === 'i7')).toBe(false);
    expect(problemCount.indicators.map(({ threshold }) => threshold)).toEqual([
      55,
      55,
      { percentile: 20 },
      { percentile: 80 },
    ]);
    expect(sei.indicators).toEqual(['i4', 'i5', 'i6']);
  });
  it('are none without indicators that point anywhere', () => {
    expect(startSettings(candidates.slice(6), { large: '', largest: '' })).toBeNull();
    const constant = candidates.map((candidate) => ({ ...candidate, values: new Float64Array(N).fill(3) }));
    expect(startSettings(constant, { large: '', largest: '' })).toBeNull();
  });
});

describe('settings', () => {
  it('keep the other methods when one is put in', () => {
    const settings = start();
    const other = withMethod(settings, { ...settings.sei, indicators: ['i6', 'i5', 'i4'] });
    expect(other.kind).toBe('sei');
    expect(methodOf(other)).toEqual({ ...settings.sei, indicators: ['i6', 'i5', 'i4'] });
    expect(other.index).toBe(settings.index);
  });
  it('levels push each other along and never pass', () => {
    const { problemCount } = start();
    const limits = (method: typeof problemCount): number[] => method.levels.map(({ from }) => from);
    expect(limits(withLevel(problemCount, 0, 5))).toEqual([5, 6]);
    expect(withLevel(problemCount, 0, 5).k).toBe(5);
    expect(limits(withLevel(problemCount, 1, 2))).toEqual([1, 2]);
    expect(withLevel(problemCount, 1, 1)).toBe(problemCount);
  });
  it('the last problem variable stays', () => {
    const { problemCount } = start();
    const only = problemCount.indicators
      .slice(1)
      .reduce((method, one) => withIndicator(method, one, false), problemCount);
    const [last] = only.indicators;
    expect(only.indicators.length).toBe(1);
    expect(last === undefined ? null : withIndicator(only, last, false)).toBe(only);
  });
});

describe('the assessment on screen', () => {
  it('is the same as the method carried out whole, after any row of changes', () => {
    const live = new LiveAssessment(columns);
    let settings = start();
    live.show(settings);
    let { index } = settings;
    const options = { keepSum: true, locked: new Set<string>() };
    for (const [id, weight] of [
      ['factor-crime', 70],
      ['i0', 10],
      ['factor-economy', 25],
    ] as const) {
      index = pullWeight(index, id, weight, options);
      live.show({ ...start(), index });
    }
    settings = { ...settings, index };
    const whole = assessIndex(
      settings.index,
      codes,
      settings.index.indicators.map(({ id }) => column(id)),
    );
    expect(live.scores).toEqual(whole.scores);
    expect(live.ranks).toEqual(whole.ranks);
    expect(live.flagged.reduce((sum, flag) => sum + flag, 0)).toBe(topCount(TOP_SHARE, live.ranked));

    settings = { ...settings, kind: 'problem-count' };
    live.show(settings);
    settings = { ...settings, problemCount: withThreshold(settings.problemCount, 'i3', 48.5) };
    live.show(settings);
    const method = settings.problemCount;
    const counted = countProblems(
      method,
      codes,
      method.indicators.map(({ id }) => column(id)),
    );
    expect(live.scores).toEqual(counted.scores);
    expect(Array.from(live.flagged)).toEqual(Array.from(counted.levelOf, (level) => (level >= 0 ? 1 : 0)));
    expect(live.kCurve().map(({ flagged }) => flagged)).toEqual(
      [1, 2, 3].map((k) => counted.scores.filter((c, i) => c >= k && counted.judged[i] === 1).length),
    );
  });

  it('explains every area in parts that add up, by each method', () => {
    const live = new LiveAssessment(columns);
    for (const kind of ['index', 'problem-count', 'sei'] as const) {
      live.show({ ...start(), kind });
      for (let area = 0; area < N; area += 1) {
        const found = live.explain(area);
        expect(found === undefined).toBe(Number.isNaN(live.scores[area]));
        const sum = (found?.parts ?? []).reduce((total, { value }) => total + (Number.isNaN(value) ? 0 : value), 0);
        expect((found?.from ?? 0) + sum + (found?.missing ?? 0) + (found?.rest ?? 0)).toBeCloseTo(found?.to ?? 0, 10);
      }
    }
  });

  it('compares with another assessment of the same areas', () => {
    const before = new LiveAssessment(columns);
    before.show(start());
    const live = new LiveAssessment(columns);
    live.show({ ...start(), index: equalWeights(start().index, new Set()) });
    live.compareWith(before);
    expect(live.baseline.changes[3]).toBe((before.ranks[3] ?? 0) - (live.ranks[3] ?? 0));
    expect(live.flaggedBefore).toEqual(before.flagged);
  });
});
