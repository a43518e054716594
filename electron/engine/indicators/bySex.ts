import type { Condition, VariableReference } from '../../../shared/schemas/condition.ts';
import type { IndicatorDefinition, Join } from '../../../shared/schemas/indicator.ts';
import type { DefinitionSource } from './problem.ts';

/** Statistics on individuals are to be told by sex (the statistics ordinance, 2001:100, 14 §). */
export const SEXES = ['women', 'men'] as const;
export type Sex = (typeof SEXES)[number];

/** No written id holds two hyphens in a row, so that an id with them is one that was made here. */
const JOINT = '--';

export const idBySex = (id: string, sex: Sex): string => `${id}${JOINT}${sex}`;

/** The indicator that an id stands for, and the sex if it is one of a split by sex. */
export function indicatorOf(id: string): { readonly id: string; readonly sex?: Sex } {
  const [own = id, part] = id.split(JOINT);
  const sex = SEXES.find((candidate) => candidate === part);
  return sex === undefined ? { id } : { id: own, sex };
}

/** The join to the register where sex stands; names of own joins begin with a letter or a single mark. */
const JOIN = '__sex';

/** The joins of a definition with that to the register where sex stands. */
export const joinsToSex = (bySex: IndicatorDefinition['bySex'], joins: readonly Join[]): readonly Join[] =>
  bySex?.through === undefined ? joins : [...joins, { name: JOIN, ...bySex.through }];

export const sexVariable = ({ variable, through }: NonNullable<IndicatorDefinition['bySex']>): VariableReference => ({
  variable,
  ...(through === undefined ? {} : { join: JOIN }),
});

const NAMES = { women: { sv: 'kvinnor', en: 'women' }, men: { sv: 'män', en: 'men' } } as const;

function narrowed(definition: IndicatorDefinition, sex: Sex): IndicatorDefinition {
  const { bySex, ...own } = definition;
  if (bySex === undefined) return definition;
  const isOfSex: Condition = { in: [bySex[sex]], ...sexVariable(bySex) };
  const joined = (joins: readonly Join[] = []): { joins?: Join[] } => {
    const all = joinsToSex(bySex, joins);
    return all.length === 0 ? {} : { joins: [...all] };
  };
  const only = ({ register, where }: IndicatorDefinition['population']): IndicatorDefinition['population'] => ({
    register,
    where: { all: [isOfSex, where] },
  });
  return {
    ...own,
    id: idBySex(definition.id, sex),
    name: { sv: `${own.name.sv}, ${NAMES[sex].sv}`, en: `${own.name.en}, ${NAMES[sex].en}` },
    ...joined(own.joins),
    population: only(own.population),
    ...(own.variants === undefined
      ? {}
      : {
          variants: own.variants.map((variant) => ({
            ...variant,
            ...(variant.joins === undefined ? {} : joined(variant.joins)),
            ...(variant.population === undefined ? {} : { population: only(variant.population) }),
          })),
        }),
  };
}

/** The definitions, each that says where sex stands followed by itself for women and for men. */
export const splitBySex = (sources: readonly DefinitionSource[]): readonly DefinitionSource[] =>
  sources.flatMap((source) =>
    source.definition.bySex === undefined
      ? [source]
      : [
          source,
          ...SEXES.map((sex) => ({
            ...source,
            definition: narrowed(source.definition, sex),
            part: { of: source.definition, sex },
          })),
        ],
  );
