import type { Condition } from '../../../shared/schemas/condition.ts';
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

const NAMES = { women: { sv: 'kvinnor', en: 'women' }, men: { sv: 'män', en: 'men' } } as const;

function narrowed(definition: IndicatorDefinition, sex: Sex): IndicatorDefinition {
  const { bySex, ...own } = definition;
  if (bySex === undefined) return definition;
  const { variable, through } = bySex;
  const isOfSex: Condition = { in: [bySex[sex]], variable, ...(through === undefined ? {} : { join: JOIN }) };
  const joined = (joins: readonly Join[] = []): { joins?: Join[] } =>
    through === undefined
      ? joins.length === 0
        ? {}
        : { joins: [...joins] }
      : { joins: [...joins, { name: JOIN, ...through }] };
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
      : [source, ...SEXES.map((sex) => ({ ...source, definition: narrowed(source.definition, sex) }))],
  );
