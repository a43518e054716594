import { CLUSTER_KINDS, clusterKinds, neighbourMeans } from '../../../shared/domain/spatial/clusters.ts';
import { moran } from '../../../shared/domain/spatial/moran.ts';
import { neighboursOf } from '../../../shared/domain/spatial/neighbours.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { fieldText, numberText } from '../areafile/numberText.ts';
import type { AreaInput } from '../assess/areaInput.ts';
import { areaColumnOf, type OutFolder, writeResult } from '../files/outFolder.ts';
import type { Progress } from '../jobs/progress.ts';

/** The folder gets clusters.csv and summary.json. */
export interface ClusterFiles extends OutFolder {
  /** Columns of the areas, each by itself. */
  readonly indicators: readonly string[];
  readonly permutations: number;
  readonly seed: number;
  /** Of the areas told to belong to a cluster, the share that may be expected to be there by chance. */
  readonly rate: number;
}

const STEP = 'spatial.step.permutations';

/**
 * Moran's I of each indicator and, per area, local Moran with what it and its neighbours are together.
 * @throws UserError when nobody's neighbours are known, or 'cancelled'
 */
export async function clusterFiles(given: ClusterFiles, input: AreaInput, progress: Progress) {
  const { file } = input;
  const lists = input.neighbours();
  if (lists === undefined) throw new UserError('input', 'spatial.noNeighbours');
  const pairs = lists.flatMap((own, area) => own.map((other) => [area, other] as const));
  const neighbours = neighboursOf(
    file.areas.length,
    pairs.map(([area]) => area),
    pairs.map(([, other]) => other),
  );
  const { permutations, seed, rate } = given;
  const found = given.indicators.map((id, at) => {
    if (!file.has(id)) throw new UserError('input', 'spatial.unknownIndicator', { id, file: file.file });
    const values = file.numbers(id);
    const result = moran(values, neighbours, { permutations, seed }, (done, of) => {
      progress.report(STEP, at * of + done, given.indicators.length * of);
      progress.check();
    });
    const kinds = clusterKinds(values, result, rate);
    return { id, values, around: neighbourMeans(values, lists), ...result, kinds };
  });
  const summary = {
    version: 1,
    areas: file.areas.length,
    permutations,
    seed,
    falseDiscoveryRate: rate,
    islands: (found[0]?.islands ?? []).map((area) => file.areas[area] ?? ''),
    indicators: found.map(({ id, i, expected, p, kinds }) => ({
      id,
      moran: i,
      expected,
      p,
      kinds: CLUSTER_KINDS.map((kind) => ({ kind, areas: kinds.filter((own) => own === kind).length })),
    })),
  };
  const files = await writeResult(given, [
    { name: 'clusters.csv', content: clustersCsv(file.areas, found, areaColumnOf(given)) },
    { name: 'summary.json', content: summary },
  ]);
  return { summary, files };
}

type Found = ReturnType<typeof moran> & {
  readonly id: string;
  readonly values: Float64Array;
  readonly around: Float64Array;
  readonly kinds: readonly string[];
};

/** A row per indicator and area, in the order of the areas. */
function* clustersCsv(areas: readonly string[], found: readonly Found[], areaColumn: string): Generator<string> {
  yield `${[areaColumn, 'indicator', 'value', 'neighbours', 'local_moran', 'p', 'p_adjusted', 'kind'].join(',')}\n`;
  for (const { id, values, around, local, localP, localQ, kinds } of found)
    for (const [i, area] of areas.entries())
      yield `${[
        fieldText(area),
        fieldText(id),
        ...[values, around, local, localP, localQ].map((column) => numberText(column[i] as number)),
        kinds[i] ?? '',
      ].join(',')}\n`;
}
