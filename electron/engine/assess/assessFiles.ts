import path from 'node:path';
import { assess, type Assessment } from '../../../shared/domain/assess/assess.ts';
import { methodSchema } from '../../../shared/schemas/method.ts';
import { readAreaFile } from '../areafile/areaFile.ts';
import { columnsFor, withPlaces } from '../areafile/methodFault.ts';
import { fieldText, jsonText, numberText } from '../areafile/numberText.ts';
import type { TableInput } from '../formats/readTable.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { peopleIn } from './areaInput.ts';
import { idsWithPlaces } from './explainArea.ts';

export interface AssessFiles {
  /** AREAS.csv. */
  readonly areas: string;
  /** METHOD.json. */
  readonly method: string;
  /** Folder for scores.csv and summary.json. */
  readonly out: string;
  /** Column of AREAS.csv with the population of each area. */
  readonly population?: string | undefined;
}

export interface AssessedFiles {
  readonly areas: readonly string[];
  readonly assessment: Assessment;
  /** Paths of the files written. */
  readonly files: readonly string[];
}

/** Assesses AREAS.csv as METHOD.json says and writes scores.csv and summary.json. @throws DataError */
export async function assessFiles(given: AssessFiles, dialect: TableInput): Promise<AssessedFiles> {
  const json = await readJsonFileWithPlaces(given.method, methodSchema);
  const file = readAreaFile(given.areas, dialect);
  const columns = columnsFor(json, file, idsWithPlaces(json.value));
  const people = given.population === undefined ? undefined : peopleIn(file, given.population);
  const assessment = withPlaces(json, file, () => assess(json.value, file.areas, columns, people));
  const scores = path.join(given.out, 'scores.csv');
  const summary = path.join(given.out, 'summary.json');
  await writeWhole([
    { path: scores, content: scoresCsv(file.areas, assessment) },
    { path: summary, content: jsonText(assessment.summary) },
  ]);
  return { areas: file.areas, assessment, files: [scores, summary] };
}

/** `area,score,rank,level,contribution_<id>…`, rows in the order of AREAS.csv. */
export function* scoresCsv(areas: readonly string[], assessment: Assessment): Generator<string> {
  const { scores, ranks, levels, ids, contributions } = assessment;
  yield `${['area', 'score', 'rank', 'level', ...ids.map((id) => fieldText(`contribution_${id}`))].join(',')}\n`;
  for (const [i, area] of areas.entries()) {
    const rank = ranks[i] as number;
    const row = [
      fieldText(area),
      numberText(scores[i] as number),
      rank === 0 ? '' : String(rank),
      fieldText(levels[i] ?? ''),
      ...contributions.map((column) => numberText(column[i] as number)),
    ];
    yield `${row.join(',')}\n`;
  }
}
