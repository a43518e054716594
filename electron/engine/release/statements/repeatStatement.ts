import { deriveStatement } from '../../../../shared/domain/disclosure/statements/derived/derive.ts';
import type { PublicTable } from '../../../../shared/domain/disclosure/statements/derived/publicFigures.ts';
import { type StatementRules, statementLimits } from '../../../../shared/domain/disclosure/statements/rules.ts';
import type { Certificate } from '../../../../shared/schemas/certificate.ts';

const publicTable = ({ dimensions, values, intervals }: Certificate): PublicTable => ({
  dimensions,
  values,
  intervals: intervals.filter(({ cell }) => cell < values.length),
});

/**
 * Whether a list, group, profile or need is what follows from the tables in the same package: worked out anew from their
 * certificates, under limits at least as strict as those of the signed rules.
 */
export function statementHolds(
  certificate: Certificate,
  certificates: ReadonlyMap<string, Certificate>,
  signed: { readonly [K in keyof StatementRules]?: StatementRules[K] | undefined } | undefined,
): boolean {
  const { statement, about, values, dimensions, intervals, equations, bounds, others, waived } = certificate;
  if (statement === undefined || about.measure.kind !== 'statement') return false;
  const nothingElse = [intervals, equations, bounds ?? [], others ?? [], waived ?? []].every(
    (list) => list.length === 0,
  );
  const least = statementLimits(signed ?? {});
  const { from, content, part, limits } = statement;
  const strict = limits.meanContributors >= least.meanContributors && limits.groupMembers >= least.groupMembers;
  const basis = new Map(
    from.flatMap(({ table }) => {
      const own = certificates.get(table);
      // A statement stands on tables of counts, never on another statement.
      return own === undefined || own.about.measure.kind !== 'count' ? [] : [[table, publicTable(own)] as const];
    }),
  );
  if (!nothingElse || !strict || basis.size !== new Set(from.map(({ table }) => table)).size) return false;
  const derived = deriveStatement(content, from, basis, limits);
  const said = derived.ok ? derived.said[content.show.findIndex((shown) => shown === part)] : undefined;
  if (said === undefined) return false;
  const numbers = (about.measure.meanings ?? []).map(({ value }) => value);
  return (
    JSON.stringify(said.values) === JSON.stringify(values) &&
    JSON.stringify(said.dimensions.map(({ codes }) => codes)) ===
      JSON.stringify(dimensions.map(({ codes }) => codes)) &&
    dimensions.every(({ parents, codes }) => parents.length === codes.length && parents.every((one) => one === null)) &&
    JSON.stringify((said.meanings ?? []).map(({ value }) => value)) === JSON.stringify(numbers) &&
    said.decimals === about.measure.decimals
  );
}
