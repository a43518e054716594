import type { DisclosureRules } from '../../../shared/domain/disclosure/rules.ts';
import { statementLimits } from '../../../shared/domain/disclosure/statements/rules.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import type {
  DimensionSpecification,
  MeasureSpecification,
  TableSpecification,
} from '../../../shared/schemas/table.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';

interface Ruled {
  readonly dimensions: readonly DimensionSpecification[];
  readonly measures: readonly MeasureSpecification[];
}

/** The rules of a specification. @throws DataError where there are none for what the tables hold */
export function rulesOf(json: JsonFile<TableSpecification>, tables: readonly Ruled[]): DisclosureRules {
  const { minFrequency, zeroUnsafe = false, knowledge = 'default', statements, ...rules } = json.value.rules;
  const kinds = new Set(tables.flatMap(({ measures }) => measures.map(({ kind }) => kind)));
  if (kinds.has('frequency') && minFrequency === undefined && rules.groupDisclosure === undefined)
    throw new DataError(json.placeOf(['rules']), 'protect.noFrequencyRule');
  const { minContributors, pPercent, nk = [], pq, groupDisclosure } = rules;
  const limits = [minFrequency, minContributors, pPercent, pq, groupDisclosure, nk[0]];
  if (limits.every((limit) => limit === undefined)) throw new DataError(json.placeOf(['rules']), 'protect.noRule');
  const columns = new Set(tables.flatMap(({ dimensions }) => dimensions.map(({ column }) => column)));
  for (const [i, column] of (groupDisclosure?.columns ?? []).entries())
    if (!columns.has(column))
      throw new DataError(json.placeOf(['rules', 'groupDisclosure', 'columns', i]), 'protect.unknownColumn', {
        column,
      });
  return {
    ruleSet: { name: 'specification', version: 1 },
    minFrequency: minFrequency ?? 1,
    zeroUnsafe,
    knowledge,
    ...rules,
    ...(statements === undefined ? {} : { statements: statementLimits(statements) }),
  };
}

/** What ships for sums, where a specification of means says nothing of concentration. */
const CONCENTRATION = { pPercent: 10, nk: [{ n: 2, k: 85 }] };

/**
 * The rules for statements on contributors: those given, the shipped ones for the rest, so that none is left without a limit. Of
 * means, fewer contributors than `meanContributors` are unsafe in the sum and in the number alike.
 */
export function statementRulesFor(json: JsonFile<TableSpecification>): DisclosureRules {
  const { statements = {}, knowledge = 'default', minFrequency = 1, zeroUnsafe = false, ...rules } = json.value.rules;
  const limits = statementLimits(statements);
  const concentrated = rules.pPercent !== undefined || rules.nk !== undefined || rules.pq !== undefined;
  return {
    ruleSet: { name: 'specification', version: 1 },
    ...(concentrated ? {} : CONCENTRATION),
    ...rules,
    zeroUnsafe,
    knowledge,
    minFrequency: Math.max(
      minFrequency,
      !Array.isArray(json.value.measure) && json.value.measure.kind === 'mean' ? limits.meanContributors : 1,
    ),
    statements: limits,
  };
}
