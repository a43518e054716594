import { assess } from '../../../assess/assess.ts';
import { socioEconomicIndex, typeOf } from '../../../assess/sei.ts';
import type { IndexMethod, Method, SeiMethod } from '../../../../schemas/method.ts';
import { saidOfProblems } from './problems.ts';
import { rankAndScore } from './ranked.ts';
import { among, listOf, type PublicMatrix, type Said, whollyKnown } from './said.ts';

const INDEX_DECIMALS = 3;
const SEI_DECIMALS = 2;

/**
 * What a method says of each area from the public figures. An index is worked out over the areas whose every figure is published, and
 * said of no other: its scale is theirs. Of a problem count and of area types what holds for every number that
 * the hidden cells can be is said of the other areas too. @throws MethodError
 */
export function saidByMethod(method: Method, matrix: PublicMatrix): readonly Said[] {
  if (method.kind === 'problem-count') return saidOfProblems(method, matrix);
  return method.kind === 'sei' ? saidOfTypes(method, matrix) : saidOfIndex(method, matrix);
}

function saidOfIndex(method: IndexMethod, matrix: PublicMatrix): readonly Said[] {
  const { areas, figures } = matrix;
  const whole = whollyKnown(matrix);
  const rows = areas.flatMap((_, area) => (whole[area] === true ? [area] : []));
  const columns = among(
    figures.map(({ known }) => known),
    rows,
  );
  const found = assess(
    method,
    rows.map((row) => areas[row] ?? ''),
    columns,
  );
  const scores = new Float64Array(areas.length).fill(Number.NaN);
  for (const [i, row] of rows.entries()) scores[row] = found.scores[i] ?? Number.NaN;
  return rankAndScore(areas, scores, INDEX_DECIMALS);
}

/** Area types by the mean and spread of the areas whose three figures are published. */
function saidOfTypes(method: SeiMethod, matrix: PublicMatrix): readonly Said[] {
  const { areas, figures } = matrix;
  const { scores, limits } = socioEconomicIndex(
    method,
    areas,
    figures.map(({ known }) => known),
  );
  const third = (area: number, end: 'least' | 'most'): number =>
    figures.reduce((sum, figure) => sum + (figure[end][area] ?? Number.NaN), 0) / figures.length;
  const types = areas.map((_, area) => {
    const [low, high] = [third(area, 'least'), third(area, 'most')];
    if (Number.isNaN(low) || Number.isNaN(high)) return null;
    const type = typeOf(low, limits);
    return type === typeOf(high, limits) ? type : null;
  });
  return [
    {
      part: 'level',
      kind: 'label',
      decimals: 0,
      dimensions: listOf(areas, 'level'),
      values: types,
      meanings: [1, 2, 3, 4, 5].map((value) => ({ value, name: String(value) })),
    },
    ...rankAndScore(areas, scores, SEI_DECIMALS),
  ];
}
