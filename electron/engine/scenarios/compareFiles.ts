import { indicatorsOf } from '../../../shared/domain/assess/assess.ts';
import { compareMethods, type Comparison } from '../../../shared/domain/scenarios/compare.ts';
import { robustness, type Robustness } from '../../../shared/domain/scenarios/robust.ts';
import { type Standing, Standings } from '../../../shared/domain/scenarios/standing.ts';
import type { Method } from '../../../shared/schemas/method.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { AreaInput } from '../assess/areaInput.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import { columnsOf } from './areaColumns.ts';

export interface NamedMethod {
  readonly name: string;
  readonly method: Method;
}

/** Scenarios beside each other: the first against every other one, and all of them. */
export interface ComparedScenarios {
  readonly names: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly robust: Robustness;
  readonly files: readonly string[];
}

/**
 * Compares scenarios on the same areas and writes `scenarios.csv` (rank and mark by each, how often singled out), one
 * `difference-N.csv` per later scenario (ranks climbed, and how many of them by what), and `summary.json`.
 * @param first length of the top lists
 */
export async function compareFiles(
  folder: OutFolder,
  scenarios: readonly NamedMethod[],
  input: AreaInput,
  first?: number,
): Promise<ComparedScenarios> {
  const ids = [...new Set(scenarios.flatMap(({ method }) => indicatorsOf(method)))];
  const standings = new Standings(columnsOf(input, ids));
  const each = scenarios.map(({ method }) => standings.of(method));
  const [base, ...others] = scenarios;
  const comparisons =
    base === undefined
      ? []
      : others.map(({ method }) => compareMethods(base.method, method, (mixed) => standings.of(mixed), first));
  const robust = robustness(each, first);
  const names = scenarios.map(({ name }) => name);
  const { areas } = input.file;
  const areaColumn = areaColumnOf(folder);
  const files = await writeResult(folder, [
    { name: 'scenarios.csv', content: scenariosCsv(areas, names, each, robust, areaColumn) },
    ...comparisons.map((comparison, at) => ({
      name: `difference-${String(at + 2)}.csv`,
      content: differenceCsv(areas, [each[0] as Standing, each[at + 1] as Standing], comparison, areaColumn),
    })),
    { name: 'summary.json', content: summaryOf(areas, names, comparisons, robust) },
  ]);
  return { names, comparisons, robust, files };
}

const rankText = (rank: number | undefined): string => (rank === undefined || rank === 0 ? '' : String(rank));

function* scenariosCsv(
  areas: readonly string[],
  names: readonly string[],
  each: readonly Standing[],
  { times, best, worst }: Robustness,
  areaColumn: string,
): Generator<string> {
  const header = names.flatMap((_name, at) => [`rank_${String(at + 1)}`, `flagged_${String(at + 1)}`]);
  yield `${[areaColumn, ...header, 'times_flagged', 'best_rank', 'worst_rank'].join(',')}\n`;
  for (const [i, area] of areas.entries())
    yield `${[
      fieldText(area),
      ...each.flatMap(({ ranks, flagged }) => [rankText(ranks[i]), String(flagged[i] ?? 0)]),
      String(times[i] ?? 0),
      rankText(best[i]),
      rankText(worst[i]),
    ].join(',')}\n`;
}

/** The parts by what differs stand beside the change that they sum to. */
function* differenceCsv(
  areas: readonly string[],
  [before, after]: readonly [Standing, Standing],
  { split, climbed }: Comparison,
  areaColumn: string,
): Generator<string> {
  const players = split.players.map((aspects) => `by_${aspects.join('_')}`);
  yield `${[areaColumn, 'rank_1', 'rank_2', 'climbed', ...players, 'flagged_1', 'flagged_2'].join(',')}\n`;
  for (const [i, area] of areas.entries()) {
    const both = before.ranks[i] !== 0 && after.ranks[i] !== 0;
    yield `${[
      fieldText(area),
      rankText(before.ranks[i]),
      rankText(after.ranks[i]),
      both ? String(climbed[i] ?? 0) : '',
      ...split.climbed.map((part) => numberText((part[i] ?? Number.NaN) / split.divisor)),
      String(before.flagged[i] ?? 0),
      String(after.flagged[i] ?? 0),
    ].join(',')}\n`;
  }
}

function summaryOf(
  areas: readonly string[],
  names: readonly string[],
  comparisons: readonly Comparison[],
  robust: Robustness,
): object {
  const codesOf = (positions: readonly number[]): string[] => positions.map((i) => areas[i] ?? '');
  return {
    version: 1,
    scenarios: names,
    areas: areas.length,
    differences: comparisons.map((one, at) => ({
      from: 1,
      to: at + 2,
      moved: one.moved,
      meanMove: one.meanMove,
      rankCorrelation: one.rankCorrelation,
      top: one.top,
      newly: codesOf(one.newly),
      noLonger: codesOf(one.noLonger),
      split: one.split.players.map((aspects, p) => ({ what: aspects, ...one.shares[p] })),
    })),
    robust: { always: codesOf(robust.always), ever: codesOf(robust.ever) },
    pairs: robust.pairs,
  };
}
