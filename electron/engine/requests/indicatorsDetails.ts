import { isDeepStrictEqual } from 'node:util';
import type { Level } from '../../../shared/domain/areas/level.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { idBySex, type Sex } from '../indicators/bySex.ts';
import { definitionsInUse } from '../indicators/held/heldDefinitions.ts';
import { versionsOf } from '../indicators/held/versions.ts';
import { definitionHash } from '../indicators/identity.ts';
import type { DefinitionSource } from '../indicators/problem.ts';
import { shippedDefinitions } from '../indicators/shipped.ts';
import { readValues, storedYears } from '../indicators/store.ts';
import { spreadOf } from '../indicators/tryDefinition.ts';
import { yearAreas } from '../indicators/yearAreas.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';
import { shownValues } from './indicatorsShown.ts';

type Details = Output<'indicators.details'>;

/**
 * Definitions with this id that the project has gone by before and does not any more: those that were saved, newest first, then
 * those that have only been computed by.
 */
function earlierOf(project: Project, present: DefinitionSource, level: Level, year: number): Details['earlier'] {
  const { id } = present.definition;
  const file = `${id}.json`;
  const presentHash = definitionHash(present);
  const saved = versionsOf(project, id).filter(({ definition }) => !isDeepStrictEqual(definition, present.definition));
  const hashes = saved.map(({ definition }) => definitionHash({ file, definition }));
  const areasHash = yearAreas(project, year).hash;
  const valuesBy = (hash: string): Float64Array<ArrayBuffer> | null => {
    const stored = hash === presentHash ? undefined : readValues(project, hash, level, year, areasHash);
    return (stored?.value as Float64Array<ArrayBuffer> | undefined) ?? null;
  };
  const computed = databaseOf(project)
    .prepare<[string], { hash: string; file: string; definition: string }>(
      'select hash, file, definition from indicator_definition where current = 0 and id = ? order by revision desc, hash limit 200',
    )
    .all(id)
    .filter(({ hash }) => !hashes.includes(hash));
  return [
    ...saved.map(({ definition, savedAt, comment }, at) => ({
      file,
      definition,
      savedAt,
      comment,
      values: valuesBy(hashes[at] ?? ''),
    })),
    ...computed.map((one) => ({
      file: one.file,
      definition: JSON.parse(one.definition) as IndicatorDefinition,
      savedAt: null,
      comment: '',
      values: valuesBy(one.hash),
    })),
  ].slice(0, 200);
}

/** All that an indicator's page says besides the values themselves, for a level and year. */
export function detailsOf(project: Project, id: string, level: Level, year: number): Details {
  const source = definitionsInUse(project).find(({ definition }) => definition.id === id);
  if (source === undefined) throw new UserError('input', 'areas.series.noIndicator', { id });
  const saved = versionsOf(project, id).find(({ definition }) => isDeepStrictEqual(definition, source.definition));
  const shown = shownValues(project);
  const values = shown(id, level, year);
  const none = new Float64Array(yearAreas(project, year).frame.areas[level].length).fill(Number.NaN);
  const nationOf = (own: string, at: number): number => shown(own, 'nation', at)?.value[0] ?? Number.NaN;
  const ofSex = (sex: Sex): Details['women'] => {
    const own = shown(idBySex(id, sex), level, year);
    return own === undefined
      ? null
      : {
          values: own.value as Float64Array<ArrayBuffer>,
          n: own.n as Float64Array<ArrayBuffer>,
          nation: nationOf(idBySex(id, sex), year),
        };
  };
  const years = [...new Set(storedYears(project).map((stored) => stored.year))];
  return {
    definition: source.definition,
    file: source.file,
    sourceYear: values?.sourceYear ?? null,
    leftOut: values?.leftOut ?? 0,
    contributors: (values?.contributors ?? none) as Float64Array<ArrayBuffer>,
    standardErrors: (values?.standardError ?? none.slice()) as Float64Array<ArrayBuffer>,
    women: ofSex('women'),
    men: ofSex('men'),
    series: years.flatMap((at) => {
      const nation = shown(id, 'nation', at);
      const own = shown(id, level, at);
      if (nation === undefined || own === undefined) return [];
      const { lowerQuartile, median, upperQuartile } = spreadOf(own.value);
      return [
        {
          year: at,
          sourceYear: nation.sourceYear,
          division: yearAreas(project, at).frame.version,
          nation: nation.value[0] ?? Number.NaN,
          n: nation.n[0] ?? Number.NaN,
          women: nationOf(idBySex(id, 'women'), at),
          men: nationOf(idBySex(id, 'men'), at),
          lowerQuartile,
          median,
          upperQuartile,
        },
      ];
    }),
    own: source.own === true,
    shipped: shippedDefinitions().some(({ definition }) => definition.id === id),
    savedAt: saved?.savedAt ?? null,
    comment: saved?.comment ?? '',
    earlier: earlierOf(project, source, level, year),
  };
}
