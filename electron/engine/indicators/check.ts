import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import type { RegisterYear } from '../store/columns.ts';
import { checkParts, type Parts, type Path, type Report } from './checkParts.ts';
import { type DefinitionProblem, type DefinitionSource, placeOf, positionOf } from './problem.ts';
import { checkRules } from './rules.ts';
import { variantOf } from './variants.ts';

/** The parts that hold with a variant, and where each stands in the file; -1: the definition's own. */
function partsOf(definition: IndicatorDefinition, number: number): Parts {
  const variant = definition.variants?.[number];
  const part = <K extends 'joins' | 'population' | 'measure'>(key: K): { path: Path; is: IndicatorDefinition[K] } =>
    variant?.[key] === undefined
      ? { path: [key], is: definition[key] }
      : { path: ['variants', number, key], is: variant[key] as IndicatorDefinition[K] };
  const joins = part('joins');
  return {
    joins: { path: joins.path, is: joins.is ?? [] },
    population: part('population'),
    measure: part('measure'),
  };
}

/**
 * Checks that every name in a definition leads somewhere, that types fit and that the rules of the language are kept.
 * Without `registers` only what the file itself can tell, in all its variants; with them, as it is measured on registers
 * of `year` (left out: the first register's), among which may be those of earlier years.
 */
export function checkDefinition(
  source: DefinitionSource,
  registers?: readonly RegisterYear[],
  year = registers?.[0]?.year ?? 0,
): readonly DefinitionProblem[] {
  const { definition, file, positions } = source;
  const problems: DefinitionProblem[] = [];
  const report: Report = (path, key, parameters = {}) => {
    problems.push({ id: definition.id, file, place: placeOf(path), ...positionOf(positions, path), key, parameters });
  };
  if (registers !== undefined) {
    checkParts(partsOf(definition, variantOf(definition, year)), { registers, year }, report);
    return problems;
  }
  checkParts(partsOf(definition, -1), undefined, report);
  for (const number of (definition.variants ?? []).keys())
    checkParts(partsOf(definition, number), undefined, (path, key, parameters) => {
      // What a variant shares with the definition has been told of.
      if (path[0] === 'variants') report(path, key, parameters);
    });
  checkRules(definition, report);
  return problems;
}
