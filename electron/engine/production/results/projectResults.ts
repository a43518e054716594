import { assess } from '../../../../shared/domain/assess/assess.ts';
import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { ResultAssessment, ResultIndicator, YearResults } from '../../../../shared/domain/years/yearResults.ts';
import type { Language } from '../../../../shared/texts/text.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { listAreas } from '../../areas/list.ts';
import { projectInput } from '../../assess/areaInput.ts';
import { methodInput } from '../../assess/methodInput.ts';
import { withPlaces } from '../../areafile/methodFault.ts';
import { indicatorMatrix } from '../../indicators/matrix.ts';
import { combinationOf } from '../../indicators/series.ts';
import { currentDefinitions } from '../../indicators/store.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';
import type { Project } from '../../project/project.ts';
import { assessmentResult } from './assessmentResult.ts';

export interface WantedResults {
  readonly level: Level;
  readonly year: number;
  readonly methods: readonly { readonly id: string; readonly file: string }[];
  readonly language: Language;
}

/** The indicators of a project's year; an indicator that is computed in the other year only has none here. */
function indicatorsIn(project: Project, level: Level, year: number): readonly ResultIndicator[] {
  const matrix = indicatorMatrix(project, level, year);
  if (matrix.ids.length === 0) throw new UserError('input', 'diff.nothingComputed', { year });
  const definitions = new Map(currentDefinitions(project).map((one) => [one.definition.id, one]));
  const empty = new Float64Array(matrix.areas.length).fill(Number.NaN);
  return matrix.ids.flatMap((id, j): ResultIndicator[] => {
    const found = definitions.get(id);
    if (found === undefined) return [];
    return [
      {
        id,
        definition: found.hash,
        revision: found.definition.revision,
        sourceYear: matrix.sourceYears[j] ?? year,
        combination: combinationOf(found.definition),
        value: matrix.columns[j] ?? empty,
        n: matrix.n[j] ?? empty,
        numerator: matrix.numerator[j] ?? empty,
        error: matrix.standardErrors[j] ?? empty,
      },
    ];
  });
}

async function assessedIn(project: Project, wanted: WantedResults): Promise<ResultAssessment[]> {
  const { level, year, methods, language } = wanted;
  const results: ResultAssessment[] = [];
  for (const { id, file } of methods) {
    const input = projectInput(project, { level, year }, language);
    const made = await methodInput(file, input);
    const { summary, ...assessed } = withPlaces(made.json, input.file, () =>
      assess(made.method, made.areas, made.columns, made.people, made.base),
    );
    const spread = (column: Float64Array): Float64Array => {
      const all = new Float64Array(input.file.areas.length).fill(Number.NaN);
      for (const [i, position] of made.positions.entries()) all[position] = column[i] as number;
      return all;
    };
    const ranks = new Int32Array(input.file.areas.length);
    const levels = input.file.areas.map(() => '');
    for (const [i, position] of made.positions.entries()) {
      ranks[position] = assessed.ranks[i] as number;
      levels[position] = assessed.levels[i] ?? '';
    }
    results.push(
      assessmentResult(id, summary.method, {
        ids: assessed.ids,
        scores: spread(assessed.scores),
        ranks,
        levels,
        contributions: assessed.contributions.map(spread),
      }),
    );
  }
  return results;
}

/** A project's year as it is held against another: its areas, stored indicators, and the methods carried out on them. */
export async function projectResults(project: Project, wanted: WantedResults): Promise<YearResults> {
  const { level, year } = wanted;
  const list = listAreas(project, level, year);
  return {
    year,
    level,
    division: yearAreas(project, year).frame.version,
    areas: list.codes.map((code, i) => ({
      code,
      name: list.names[i] ?? '',
      municipality: list.municipalityCodes[i] ?? '',
      municipalityName: list.municipalityNames[i] ?? '',
      people: list.population[i] ?? Number.NaN,
    })),
    indicators: indicatorsIn(project, level, year),
    assessments: await assessedIn(project, wanted),
    groupings: [],
  };
}
