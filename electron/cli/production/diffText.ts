import type { AssessmentDifference, MovedArea } from '../../../shared/domain/years/assessmentDifferences.ts';
import type { ResultDifferences } from '../../../shared/domain/years/compareResults.ts';
import type { IndicatorDifference } from '../../../shared/domain/years/indicatorDifferences.ts';
import type { Transitions } from '../../../shared/domain/years/transitions.ts';
import { type Language, text, type TextKey } from '../../../shared/texts/text.ts';
import { alignedTable } from '../alignedTable.ts';

/* What `sigill diff` says; --json has all of it. */

const NAMED = 10;

const number = (value: number, language: Language, digits = 2): string =>
  Number.isFinite(value)
    ? value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: digits })
    : '–';

/** The first of a list, and how many more there are. */
function some(list: readonly string[], language: Language): string {
  const rest = list.length - NAMED;
  return `${list.slice(0, NAMED).join(', ')}${rest > 0 ? ` ${text(language, 'diff.more', { count: rest })}` : ''}`;
}

function* areaLines({ areas }: ResultDifferences, language: Language): Generator<string> {
  const [before, after] = areas.divisions;
  if (areas.joinedBy === 'none') yield text(language, 'diff.noList', { before, after });
  else if (areas.joinedBy === 'list') yield text(language, 'diff.byList', { before, after, count: areas.same.length });
  else yield text(language, 'diff.oneDivision', { count: areas.same.length });
  const listed: readonly (readonly [TextKey, readonly string[]])[] = [
    ['diff.bordersMoved', areas.bordersMoved],
    ['diff.ended', areas.ended],
    ['diff.created', areas.created],
    ['diff.renamed', areas.renamed.map((one) => `${one.code} (${one.before} → ${one.after})`)],
    ['diff.recoded', areas.recoded.map((one) => `${one.before} → ${one.after}`)],
    ['diff.merged', areas.merged.map((one) => `${one.before.join(' + ')} → ${one.after.join(', ')}`)],
    ['diff.divided', areas.divided.map((one) => `${one.before.join(', ')} → ${one.after.join(' + ')}`)],
    [
      'diff.municipalitiesRenamed',
      areas.municipalitiesRenamed.map((one) => `${one.code} (${one.before} → ${one.after})`),
    ],
  ];
  for (const [key, list] of listed)
    if (list.length > 0) yield `  ${text(language, key, { count: list.length, list: some(list, language) })}`;
}

function* indicatorLines(indicators: readonly IndicatorDifference[], language: Language): Generator<string> {
  for (const state of ['otherDefinition', 'sameRegister', 'new', 'gone'] as const) {
    const ids = indicators.filter((one) => one.state === state).map(({ id }) => id);
    if (ids.length > 0)
      yield text(language, `diff.indicators.${state}`, { count: ids.length, list: some(ids, language) });
  }
  const compared = indicators.filter(({ change }) => change !== null);
  if (compared.length === 0) return;
  const moved = compared.toSorted(
    (a, b) => Math.abs(b.change?.shift ?? 0) - Math.abs(a.change?.shift ?? 0) || (a.id < b.id ? -1 : 1),
  );
  yield text(language, 'diff.indicators.compared', { count: compared.length });
  const right = (key: TextKey) => ({ title: text(language, key), align: 'right' as const });
  yield* alignedTable(
    [
      { title: text(language, 'diff.indicator'), align: 'left', most: 40 },
      right('diff.median.before'),
      right('diff.median.after'),
      right('diff.shift'),
      right('diff.rankCorrelation'),
      right('diff.discovered'),
    ],
    moved
      .slice(0, 2 * NAMED)
      .map(({ id, change }) => [
        id,
        number(change?.medians[0] ?? Number.NaN, language),
        number(change?.medians[1] ?? Number.NaN, language),
        number(change?.shift ?? Number.NaN, language),
        number(change?.rankCorrelation ?? Number.NaN, language, 3),
        `${String(change?.discovered ?? 0)}/${String(change?.tested ?? 0)}`,
      ]),
  );
}

function* matrixLines({ before, after, areas }: Transitions, language: Language): Generator<string> {
  const named = (label: string): string => (label === '' ? '–' : label);
  yield* alignedTable(
    [
      { title: text(language, 'diff.fromTo'), align: 'left', most: 30 },
      ...after.map((label) => ({ title: named(label), align: 'right' as const })),
    ],
    before.map((label, row) => [named(label), ...after.map((_to, column) => String(areas[row]?.[column] ?? 0))]),
  );
}

/** One area with what its change came from: the largest parts first. */
function movedLine({ indicators }: AssessmentDifference, area: MovedArea, language: Language): string {
  const { code, name, ranks, levels, split, bordersMoved } = area;
  const level = levels[0] === levels[1] ? '' : `  ${levels[0] || '–'} → ${levels[1] || '–'}`;
  const parts =
    split === null
      ? []
      : [
          ...indicators.map((id, j) => [id, split.values[j] ?? 0] as const),
          ...indicators.map((id, j) => [text(language, 'diff.weightOf', { id }), split.weights[j] ?? 0] as const),
          [text(language, 'diff.borders'), split.borders] as const,
          [text(language, 'diff.rest'), split.rest] as const,
        ]
          .filter(([, value]) => value !== 0)
          .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
          .slice(0, 3)
          .map(([what, value]) => `${what} ${value > 0 ? '+' : ''}${number(value, language, 3)}`);
  const mark = bordersMoved ? ' *' : '';
  return `  ${code} ${name}${mark}: ${String(ranks[0])} → ${String(ranks[1])}${level}${parts.length === 0 ? '' : `  (${parts.join('; ')})`}`;
}

function* assessmentLines(one: AssessmentDifference, language: Language): Generator<string> {
  yield '';
  yield text(language, 'diff.assessment', { id: one.id, state: text(language, `diff.state.${one.state}`) });
  if (one.state === 'new' || one.state === 'gone' || one.state === 'otherKind') return;
  yield text(language, 'diff.standings', {
    ...one.standings,
    certainNew: one.certain.new,
    certainLeft: one.certain.left,
    correlation: number(one.rankCorrelation, language, 3),
  });
  if (one.transitions !== null) yield* matrixLines(one.transitions, language);
  if (one.moved.length > 0) yield text(language, 'diff.moved', { count: one.moved.length });
  for (const area of one.moved.slice(0, NAMED)) yield movedLine(one, area, language);
  if (one.moved.slice(0, NAMED).some(({ bordersMoved }) => bordersMoved)) yield `  * ${text(language, 'diff.mark')}`;
  if (one.relative && one.moved.length > 0) yield `  ${text(language, 'diff.relative')}`;
}

/** The differences in words. */
export function* diffLines(differences: ResultDifferences, language: Language): Generator<string> {
  const [before, after] = differences.years;
  yield text(language, 'diff.heading', { before, after });
  if (differences.missingYears.length > 0)
    yield text(language, 'diff.missingYears', {
      count: differences.missingYears.length,
      years: differences.missingYears.join(', '),
    });
  yield* areaLines(differences, language);
  yield '';
  yield* indicatorLines(differences.indicators, language);
  for (const one of differences.assessments) yield* assessmentLines(one, language);
  for (const { id, state, transitions, adjustedRand } of differences.groupings) {
    yield '';
    yield text(language, 'diff.grouping', {
      id,
      state: text(language, `diff.groupState.${state}`),
      agreement: number(adjustedRand, language, 3),
    });
    if (transitions !== null) yield* matrixLines(transitions, language);
  }
}
