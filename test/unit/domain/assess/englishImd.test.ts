import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { logitShrink } from '../../../../shared/domain/smallAreas/logit.ts';
import { methodSchema } from '../../../../shared/schemas/method.ts';
import { INDEX_REFERENCE, numberColumns } from '../../../support/indexReference.ts';

const RESOURCES = path.resolve(import.meta.dirname, '../../../../resources');
const CASE = path.join(INDEX_REFERENCE, 'imd_method');

describe('methods that are shipped', () => {
  it.each(readdirSync(path.join(RESOURCES, 'methods')))(
    '%s is a method over shipped indicators, marked as an example',
    (name) => {
      const method = methodSchema.parse(JSON.parse(readFileSync(path.join(RESOURCES, 'methods', name), 'utf8')));
      const shipped = new Set(readdirSync(path.join(RESOURCES, 'indicators')).map((file) => path.parse(file).name));
      const ids = method.kind === 'sei' ? method.indicators : method.indicators.map(({ id }) => id);
      expect(ids.filter((id) => !shipped.has(id))).toEqual([]);
      expect(method.note).toMatch(/^Exempel, inte officiell/u);
    },
  );
});

describe.skipIf(!existsSync(CASE))('the English method against the reference imd_method', () => {
  it('shrinks, transforms and weighs to the same scores and ranks', () => {
    const { areas, columns: counts } = numberColumns(path.join(CASE, 'input_counts.csv'));
    const [municipality, ...parts] = counts as [Float64Array, ...Float64Array[]];
    const shrunk = [0, 2, 4].map((j) =>
      logitShrink(parts[j + 1] as Float64Array, parts[j] as Float64Array, Int32Array.from(municipality)),
    );
    const { scores, ranks } = assessIndex(
      {
        version: 1,
        kind: 'index',
        indicators: [0.5, 0.3, 0.2].map((weight, j) => ({ id: `d${j}`, direction: 1, weight })),
        normalisation: { kind: 'exponential' },
        missing: { leastShare: 1 },
      },
      areas,
      shrunk.map(({ rate }) => rate),
    );
    const names = ['imd_score', 'imd_rank_1_most_deprived'];
    const { columns: want } = numberColumns(path.join(CASE, 'expected_full.csv'), names);
    const [score, rank] = want as [Float64Array, Float64Array];
    const known = areas.flatMap((_code, i) => (Number.isNaN(score[i]) ? [] : [i]));
    expect(known.length).toBeGreaterThan(3000);
    for (const i of known) expect(Math.abs((scores[i] as number) - (score[i] as number))).toBeLessThan(1e-9);
    expect(known.map((i) => ranks[i])).toEqual(known.map((i) => rank[i]));
  });
});
