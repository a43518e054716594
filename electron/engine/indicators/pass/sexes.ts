import type { IndicatorDefinition, Measure } from '../../../../shared/schemas/indicator.ts';
import type { DefinitionSource } from '../problem.ts';
import { byTable } from './codes.ts';
import type { Leaf } from './columns.ts';
import { type Evaluation, evaluate, type Passes } from './evaluate.ts';
import { type Frame, integersFor, oncePerFrame } from './frame.ts';
import type { Places } from './places.ts';

/*
 * Women and men of an indicator are gathered in one go, in places of their own, instead of narrowing the population twice.
 * What is counted is then put together for everyone too; what is summed is gathered for everyone by itself, since a sum
 * must be the same to the bit whether or not it was asked for by sex.
 */

/** Those of no known sex, women, men. */
const OTHERS = 0;
const PART_OF = { women: 1, men: 2 } as const;
const PARTS = 3;

/** The places of an area three times over: of those of no known sex, of women, of men. */
export function placesBySex(
  places: Places,
  sex: Leaf,
  { women, men }: NonNullable<IndicatorDefinition['bySex']>,
): Places {
  const parts = byTable(sex.codes, () => {
    const held = sex.column();
    if (held.kind !== 'words') throw new TypeError('not a column of words');
    return Uint8Array.from(held.words, (word) =>
      word === women ? PART_OF.women : word === men ? PART_OF.men : OTHERS,
    );
  });
  return {
    ...places,
    count: PARTS * places.count,
    parts: PARTS,
    of: oncePerFrame<Int32Array>((frame: Frame, previous) => {
      const where = places.of(frame);
      const own = parts(frame);
      const out = integersFor(frame.rows, previous);
      for (let i = 0; i < frame.rows; i += 1) out[i] = (own[i] as number) * places.count + (where[i] as number);
      return out;
    }),
  };
}

const measuresOf = ({ measure, variants = [] }: IndicatorDefinition): readonly Measure[] => [
  measure,
  ...variants.flatMap((variant) => (variant.measure === undefined ? [] : [variant.measure])),
];

/** True when everything that is measured stands in the register of the population, so that places tell the sex of it. */
function canSplit(definition: IndicatorDefinition): boolean {
  const { bySex, population, variants = [] } = definition;
  const { register } = population;
  if (bySex === undefined || bySex.women === bySex.men) return false;
  if (variants.some((variant) => (variant.population?.register ?? register) !== register)) return false;
  const isOwn = (other: string | undefined): boolean => other === undefined || other === register;
  return measuresOf(definition).every((measure) => {
    if (measure.kind === 'standardised') return false;
    if (measure.kind === 'rate') return isOwn(measure.numerator.register);
    return measure.kind !== 'ratio' || (isOwn(measure.numerator.register) && isOwn(measure.denominator.register));
  });
}

/** True when the gatherings of parts give those of the whole to the bit: whole numbers, and values as they are. */
const isExact = (definition: IndicatorDefinition): boolean =>
  measuresOf(definition).every((measure) => {
    if (measure.kind === 'sum' || measure.kind === 'mean' || measure.kind === 'standardised') return false;
    if (measure.kind === 'share') return measure.weight === undefined;
    if (measure.kind !== 'ratio') return true;
    return measure.numerator.value === undefined && measure.denominator.value === undefined;
  });

/** These parts of an evaluation that was split. */
const partsOf = (evaluation: Evaluation, parts: readonly number[]): Evaluation => ({
  leftOut: () => parts.reduce((sum, part) => sum + evaluation.leftOut(part), 0),
  values: (areaOf, areas) => {
    const spread = new Int32Array(PARTS * areaOf.length).fill(-1);
    for (const part of parts) spread.set(areaOf, part * areaOf.length);
    return evaluation.values(spread, areas);
  },
});

/** Puts definitions into the passes of the registers that they read, those that are one by sex together. */
export function evaluateTogether(
  sources: readonly DefinitionSource[],
  passes: Passes,
  year: number,
): ReadonlyMap<string, Evaluation> {
  const asked = new Set(sources.flatMap(({ part }) => (part !== undefined && canSplit(part.of) ? [part.of] : [])));
  const splits = new Map<IndicatorDefinition, Evaluation>();
  const splitOf = (definition: IndicatorDefinition): Evaluation => {
    const split = splits.get(definition) ?? evaluate(definition, passes, year, true);
    splits.set(definition, split);
    return split;
  };
  return new Map(
    sources.map(({ definition, part }) => {
      if (part !== undefined && asked.has(part.of))
        return [definition.id, partsOf(splitOf(part.of), [PART_OF[part.sex]])];
      if (asked.has(definition) && isExact(definition))
        return [definition.id, partsOf(splitOf(definition), [OTHERS, PART_OF.women, PART_OF.men])];
      return [definition.id, evaluate(definition, passes, year)];
    }),
  );
}
