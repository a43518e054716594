import { UserError } from '../../../shared/errors/errors.ts';
import { text } from '../../../shared/texts/text.ts';
import { indicatorOf } from '../../engine/indicators/bySex.ts';
import type { Computed } from '../../engine/indicators/compute.ts';
import { definitionHistory } from '../../engine/indicators/definitionHistory.ts';
import { type DefinitionProblem, errorOf } from '../../engine/indicators/problem.ts';
import type { Project } from '../../engine/project/project.ts';
import type { Surroundings } from '../command.ts';

/* What `sigill indicators` says in words. */

/** What is wrong with a definition, in words. */
export const sentenceOf = ({ language }: Surroundings, problem: DefinitionProblem): string => {
  const { key, parameters } = errorOf(problem);
  return text(language, key, parameters);
};

const MOST_AREAS = 10;

/** The areas that a change of division leaves without a value, once for all indicators that miss the same ones. */
function gapLines(language: Surroundings['language'], { gaps }: Computed): readonly string[] {
  const told = gaps.filter(({ id }) => indicatorOf(id).sex === undefined);
  const alike = Map.groupBy(told, ({ year, from, areas }) =>
    JSON.stringify([year, from, areas.map(({ code }) => code)]),
  );
  return [...alike.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { year, from, areas } = first;
    const named = areas.slice(0, MOST_AREAS).map(({ code, name }) => `${code} ${name}`);
    return [
      text(language, 'indicators.breakGaps', {
        year,
        count: areas.length,
        ids: of.map(({ id }) => id).join(', '),
        from: from.join(', '),
        areas: `${named.join(', ')}${areas.length > MOST_AREAS ? ', …' : ''}`,
      }),
    ];
  });
}

/** Tells what was computed, what was not and why, and which records and areas are missing. */
export function tell(surroundings: Surroundings, computed: Computed): void {
  const { language, print, remark } = surroundings;
  const number = (value: number): string => value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB');
  // What holds for an indicator as a whole is not told again for women and for men.
  const told = computed.problems.filter(({ id }) => indicatorOf(id).sex === undefined);
  // What keeps many indicators from being computed, such as a register that is not there, is told once.
  const alike = Map.groupBy(told, ({ year, key, parameters }) => JSON.stringify([year, key, parameters]));
  for (const [problem, ...others] of alike.values()) {
    if (problem === undefined) continue;
    const why = `${text(language, 'indicators.notComputed', { year: problem.year })} ${sentenceOf(surroundings, problem)}`;
    const ids = others.map(({ id }) => id).join(', ');
    remark(others.length === 0 ? why : `${why} ${text(language, 'indicators.sameFor', { ids })}`);
  }
  for (const line of gapLines(language, computed)) remark(line);
  for (const { register, year, records, withoutArea, unknownArea } of computed.coverage)
    print(
      text(language, 'indicators.coverage', {
        register,
        year,
        records: number(records),
        withoutArea: number(withoutArea),
        unknownArea: number(unknownArea),
      }),
    );
  print(
    text(language, 'indicators.done', {
      computed: computed.computed,
      reused: computed.reused,
      years: computed.years.join(', '),
      levels: computed.levels.join(', '),
    }),
  );
}

/** Tells which versions of a definition the project has computed by. */
export function tellHistory({ language, print }: Surroundings, project: Project, id: string, json: boolean): void {
  const history = definitionHistory(project, id);
  if (history.length === 0) throw new UserError('input', 'indicators.history.none', { id });
  if (json) print(JSON.stringify(history));
  else
    for (const { at, file, hash, definition, current } of history)
      print(
        text(language, 'indicators.history', {
          at: at.slice(0, 16).replace('T', ' '),
          revision: definition.revision,
          file,
          hash: hash.slice(0, 16),
          current: current ? text(language, 'indicators.history.current') : '',
        }),
      );
}
