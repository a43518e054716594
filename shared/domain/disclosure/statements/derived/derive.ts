import { MethodError } from '../../../assess/methodError.ts';
import { indicatorsOf } from '../../../assess/assess.ts';
import type { Method } from '../../../../schemas/method.ts';
import type { ReleaseFigure, StatementContent } from '../../../../schemas/releaseStatement.ts';
import { saidByMethod } from './assessed.ts';
import { saidOfGroups, type StatedLimits } from './grouped.ts';
import { saidOfNeeds } from './problems.ts';
import { areasIn, publicFigure, type PublicFigure, type PublicTable } from './publicFigures.ts';
import type { PublicMatrix, Said } from './said.ts';

/** Why a statement cannot be worked out from the tables of its package. `about`: the indicator, table or area it is about. */
export interface NotDerived {
  readonly reason: 'noFigure' | 'noTable' | 'noCategory' | 'otherAreas' | 'outside' | 'method' | 'noLevels';
  readonly about: string;
}

export type Derived =
  | { readonly ok: true; readonly said: readonly Said[] }
  | { readonly ok: false; readonly fault: NotDerived };

/** The numerator of an indicator's table. */
const NUMERATOR = 'ja';
const PER_CENT = 100;

const faulty = (reason: NotDerived['reason'], about: string): { readonly ok: false; readonly fault: NotDerived } => ({
  ok: false,
  fault: { reason, about },
});

/** What of a method asks for more than the tables of the package hold; null where nothing does. */
function outside(content: StatementContent): string | null {
  const method: Method | undefined = content.kind === 'groups' ? content.needs : content.method;
  if (content.kind === 'groups' && content.grouping.algorithm === 'skater') return 'contiguity';
  if (method === undefined) return null;
  if (method.exclude !== undefined) return 'exclude';
  if (method.kind === 'sei') return null;
  if (method.missing?.rules !== undefined || method.missing?.lastYear !== undefined) return 'missing.rules';
  if (method.kind !== 'problem-count') return null;
  const ofBase = method.indicators.some(({ threshold }) => typeof threshold !== 'number' && threshold.of !== undefined);
  return method.baseYear !== undefined || ofBase ? 'baseYear' : null;
}

interface Sources {
  readonly from: readonly ReleaseFigure[];
  readonly tables: ReadonlyMap<string, PublicTable>;
  readonly fewest: number;
}

/** The figures of indicators over the areas of their tables, which are to be the same. */
function matrixOf(indicators: readonly string[], { from, tables, fewest }: Sources): PublicMatrix | NotDerived {
  const figures: PublicFigure[] = [];
  let areas: readonly string[] | null = null;
  for (const id of indicators) {
    const source = from.find(({ indicator }) => indicator === id);
    if (source === undefined) return { reason: 'noFigure', about: id };
    const table = tables.get(source.table);
    if (table === undefined) return { reason: 'noTable', about: source.table };
    const { codes } = areasIn(table);
    if (areas !== null && JSON.stringify(codes) !== JSON.stringify(areas))
      return { reason: 'otherAreas', about: source.table };
    areas = codes;
    const { category = NUMERATOR, per = PER_CENT } = source;
    const figure = publicFigure(table, { category, per, fewest });
    if (figure === null) return { reason: 'noCategory', about: `${source.table}: ${category}` };
    figures.push(figure);
  }
  return { areas: areas ?? [], figures };
}

/**
 * Everything that a statement says, from nothing but published tables and what anyone can prove of their hidden cells. So it tells
 * nothing that they do not: of an area with hidden numbers it says only what holds for every number that they can be. Whoever has the
 * package works out the same (`verify` does). Figures that fewer than `meanContributors` may be behind count as hidden.
 */
export function deriveStatement(
  content: StatementContent,
  from: readonly ReleaseFigure[],
  tables: ReadonlyMap<string, PublicTable>,
  limits: StatedLimits,
): Derived {
  const asked = outside(content);
  if (asked !== null) return faulty('outside', asked);
  const sources: Sources = { from, tables, fewest: limits.meanContributors };
  const ids =
    content.kind === 'groups' ? content.grouping.indicators.map(({ id }) => id) : indicatorsOf(content.method);
  const matrix = matrixOf(ids, sources);
  if ('reason' in matrix) return { ok: false, fault: matrix };
  const needs = content.kind === 'groups' && content.needs !== undefined ? content.needs : null;
  const beside = needs === null ? null : matrixOf(indicatorsOf(needs), sources);
  if (beside !== null && 'reason' in beside) return { ok: false, fault: beside };
  if (beside !== null && JSON.stringify(beside.areas) !== JSON.stringify(matrix.areas))
    return faulty('otherAreas', beside.areas[0] ?? '');
  try {
    const all =
      content.kind === 'assessment'
        ? saidByMethod(content.method, matrix)
        : content.kind === 'needs'
          ? saidOfNeeds(content.method, content.limits, matrix)
          : saidOfGroups(
              {
                grouping: content.grouping,
                matrix,
                needs: needs === null || beside === null ? null : { method: needs, matrix: beside },
              },
              limits,
            );
    const said = content.show.map((part) => all.find((one) => one.part === part));
    const missing = content.show.find((_, i) => said[i] === undefined);
    if (missing !== undefined) return faulty('noLevels', missing);
    return { ok: true, said: said.filter((one) => one !== undefined) };
  } catch (cause) {
    if (cause instanceof MethodError) return faulty('method', cause.key);
    throw cause;
  }
}
