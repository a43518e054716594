import path from 'node:path';
import { type AreaFindings, groupAreas, type GroupedAreas } from '../../../shared/domain/groups/groupAreas.ts';
import { groupsSchema, type GroupsSpec } from '../../../shared/schemas/groups.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import type { TableInput } from '../formats/readTable.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Progress } from '../jobs/progress.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { readNeighbours } from './neighbours.ts';

export interface GroupFiles {
  /** AREAS.csv. */
  readonly areas: string;
  /** GROUPS.json. */
  readonly spec: string;
  /** Folder for groups.csv and summary.json. */
  readonly out: string;
  /** Values of k to compare besides. */
  readonly chooseFrom: readonly number[];
}

export interface GroupedFiles {
  readonly grouped: GroupedAreas;
  readonly summary: GroupsSummary;
  readonly files: readonly string[];
}

/** Groups AREAS.csv as GROUPS.json says and writes groups.csv and summary.json. @throws DataError */
export async function groupFiles(given: GroupFiles, dialect: TableInput, progress: Progress): Promise<GroupedFiles> {
  const json = await readJsonFileWithPlaces(given.spec, groupsSchema);
  const spec = json.value;
  const file = readAreaFile(given.areas, dialect);
  const columns = columnsFor(
    json,
    file,
    spec.indicators.map(({ id }, i) => ({ id, path: ['indicators', i, 'id'] })),
  );
  const neighbours =
    spec.contiguity === undefined
      ? {}
      : { neighbours: readNeighbours(path.resolve(path.dirname(given.spec), spec.contiguity), file.areas) };
  const grouped = withPlaces(json, file, () =>
    groupAreas(spec, file.areas, columns, { chooseFrom: given.chooseFrom, ...neighbours }, (step, done, total) => {
      progress.report(step, done, total);
      progress.check();
    }),
  );
  const summary = groupsSummary(spec, file.areas, grouped);
  const groups = path.join(given.out, 'groups.csv');
  const summaryFile = path.join(given.out, 'summary.json');
  await writeWhole([
    { path: groups, content: groupsCsv(file.areas, grouped) },
    { path: summaryFile, content: jsonText(summary) },
  ]);
  return { grouped, summary, files: [groups, summaryFile] };
}

/** `area,group,margin`, rows in the order of AREAS.csv; an area left out has neither group nor margin. */
export function* groupsCsv(areas: readonly string[], { groups, margins }: GroupedAreas): Generator<string> {
  yield 'area,group,margin\n';
  for (const [i, area] of areas.entries()) {
    const group = groups[i] as number;
    yield `${fieldText(area)},${group === 0 ? '' : String(group)},${numberText(margins[i] as number)}\n`;
  }
}

/** What the algorithm alone can tell, with areas by their code. */
function told(findings: AreaFindings, areas: readonly string[]) {
  const codes = (places: readonly number[]): string[] => places.map((place) => areas[place] ?? '');
  switch (findings.algorithm) {
    case 'k-means':
      return {};
    case 'ward':
      return { heights: [...findings.dendrogram.heights] };
    case 'pam':
      return { medoids: codes(findings.medoids), cost: findings.cost };
    case 'gaussian-mixture':
      return { bic: findings.bic, logLikelihood: findings.logLikelihood };
    case 'skater':
      break;
  }
  return {
    withinSums: findings.withinSums,
    parts: findings.parts.length,
    bridges: findings.bridges.map((pair) => codes(pair)),
  };
}

export type GroupsSummary = ReturnType<typeof groupsSummary>;

/** What summary.json says of a grouping. */
export function groupsSummary(spec: GroupsSpec, areas: readonly string[], grouped: GroupedAreas) {
  const { quality, spec: resolved } = grouped;
  const ids = spec.indicators.map(({ id }) => id);
  const named = (row: Float64Array | undefined): Record<string, number> =>
    Object.fromEntries(ids.map((id, j) => [id, row?.[j] ?? Number.NaN]));
  return {
    version: 1,
    ...resolved,
    areas: areas.length,
    sizes: [...grouped.sizes],
    inertia: quality.inertia,
    silhouette: quality.silhouette,
    calinskiHarabasz: quality.calinskiHarabasz,
    daviesBouldin: quality.daviesBouldin,
    ...(quality.foundTimes === undefined ? {} : { foundTimes: quality.foundTimes }),
    ...told(grouped.findings, areas),
    indicators: spec.indicators.map(({ id, weight }, j) => ({
      id,
      weight: weight ?? 1,
      ...grouped.scales[j],
      imputed: grouped.imputed[j] ?? 0,
    })),
    centroids: grouped.centroids.map((row, c) => ({
      group: c + 1,
      size: grouped.sizes[c] ?? 0,
      asClustered: named(row),
      inUnits: named(grouped.centroidsInUnits[c]),
    })),
    dropped: grouped.dropped.map((i) => areas[i] ?? ''),
    ...(grouped.chooseK.length === 0 ? {} : { chooseK: grouped.chooseK }),
  };
}
