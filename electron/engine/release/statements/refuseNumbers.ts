import { areasIn, publicFigure } from '../../../../shared/domain/disclosure/statements/derived/publicFigures.ts';
import { publicPart } from '../../../../shared/domain/disclosure/statements/derived/checkDerived.ts';
import { type DisclosureRules, statementRules } from '../../../../shared/domain/disclosure/rules.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { ReleaseFigure, ReleaseStatement } from '../../../../shared/schemas/releaseStatement.ts';
import type { FreshTable } from '../flow/fresh.ts';
import { truthOf } from '../flow/joint.ts';
import type { PackagedTable } from '../writers/writer.ts';
import { limitsIn, significantDigits, stepOf, weightsIn } from './numbersOfMethod.ts';

/** A limit of so few digits is a person's own; no value can be read from it. */
const FREE_DIGITS = 2;
const WEIGHT_DIGITS = 3;

/** A table of the release with the true numbers behind it. */
export interface Behind {
  readonly packaged: PackagedTable;
  readonly fresh: FreshTable;
}

/** The true figure of each area whose figure is not published. */
function hiddenFigures(
  { packaged: { checked }, fresh }: Behind,
  { category = 'ja', per = 100 }: ReleaseFigure,
  rules: DisclosureRules,
): number[] {
  const table = publicPart(checked);
  const shown = publicFigure(table, { category, per, fewest: statementRules(rules).meanContributors });
  const codes = checked.dimensions[1]?.codes ?? [];
  const column = codes.indexOf(category);
  if (shown === null) return [];
  const truth = truthOf(fresh.table, fresh.counted);
  return areasIn(table).nodes.flatMap((node, area) => {
    const total = truth[node * codes.length] ?? 0;
    if (!Number.isNaN(shown.known[area] ?? 0) || total === 0) return [];
    return [(per * (truth[node * codes.length + column] ?? 0)) / total];
  });
}

/**
 * Refuses a method whose numbers could carry unreleased data: a limit that is, to its last digit, the hidden figure of one area or of fewer
 * than `behindValue`; a weight of many digits, such as one taken from the data. A rule (a percentile, weights by a rule) is worked out
 * from what is published and needs no such check. @throws UserError
 */
export function refuseNumbers({ id, from, content }: ReleaseStatement, tables: ReadonlyMap<string, Behind>): void {
  const long = weightsIn(content).find((weight) => significantDigits(weight) > WEIGHT_DIGITS);
  if (long !== undefined)
    throw new UserError('refused', 'statement.longWeight', { statement: id, digits: WEIGHT_DIGITS });
  for (const { indicator, limit } of limitsIn(content)) {
    if (significantDigits(limit) <= FREE_DIGITS) continue;
    const source = from.find((one) => one.indicator === indicator);
    const behind = source === undefined ? undefined : tables.get(source.table);
    if (source === undefined || behind === undefined) continue;
    const { rules } = behind.packaged.checked;
    const reach = stepOf(limit) / 2;
    const near = hiddenFigures(behind, source, rules).filter((figure) => Math.abs(figure - limit) <= reach).length;
    if (near > 0 && near < statementRules(rules).behindValue)
      throw new UserError('refused', 'statement.limitIsACell', { statement: id, indicator });
  }
}
