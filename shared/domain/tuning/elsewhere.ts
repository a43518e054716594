import type { Method, ProblemCountMethod } from '../../schemas/method.ts';
import { indicatorsOf } from '../assess/assess.ts';
import { MethodError } from '../assess/methodError.ts';
import { namedYears, type YearColumns } from '../assess/otherYears.ts';
import type { ImputationSources } from '../assess/prepare.ts';
import { aligned, type TakingPart, takingPart } from '../assess/takingPart.ts';
import type { AssessedColumns } from './liveAssessment.ts';

/** What a method on screen takes from outside the columns it assesses: the same that a method file takes from the project. */
export interface Elsewhere {
  readonly placesOf: ImputationSources['placesOf'];
  readonly neighbours: ImputationSources['neighbours'];
  readonly people: Float64Array | undefined;
  /** Another year's areas and columns. @throws UserError when the project has no such year */
  readonly year: (year: number) => YearColumns;
}

/** The indicators of a method in another year. @throws MethodError for one without values then */
function ofYear(
  { elsewhere }: AssessedColumns,
  method: Method,
  year: number,
): { readonly codes: readonly string[]; readonly columns: readonly Float64Array[] } | undefined {
  const then = elsewhere?.year(year);
  if (then === undefined) return undefined;
  const columns = indicatorsOf(method).map((id) => {
    const column = then.columnOf(id);
    if (column === undefined) throw new MethodError({ indicator: id }, 'assess.noValuesThen', { id, year });
    return column;
  });
  return { codes: then.codes, columns };
}

/** The columns of the base year, one per indicator; undefined when no threshold is of it. */
export function baseColumns(given: AssessedColumns, method: ProblemCountMethod): readonly Float64Array[] | undefined {
  const { base } = namedYears(method);
  return base === undefined ? undefined : ofYear(given, method, base)?.columns;
}

/** The areas that a method is carried out on, as `takingPart` makes them ready. */
export function takenFrom(given: AssessedColumns, method: Method): TakingPart {
  const { codes, byId, elsewhere } = given;
  const empty = new Float64Array(codes.length).fill(Number.NaN);
  return takingPart(
    method,
    codes,
    indicatorsOf(method).map((id) => byId.get(id) ?? empty),
    (name) => byId.get(name),
    {
      placesOf: (by) => elsewhere?.placesOf(by),
      neighbours: () => elsewhere?.neighbours(),
      people: elsewhere?.people,
      lastYear: () => {
        const { last } = namedYears(method);
        const then = last === undefined ? undefined : ofYear(given, method, last);
        return then === undefined ? undefined : aligned(then.codes, then.columns, codes);
      },
    },
  );
}

/** Before anything is shown. */
export const everyArea = ({ codes, elsewhere }: AssessedColumns): TakingPart => ({
  areas: codes,
  positions: codes.map((_code, i) => i),
  some: false,
  columns: [],
  people: elsewhere?.people,
  excluded: codes.map(() => ''),
  imputedBy: () => undefined,
});

/** A column of all areas, for those that take part. */
export const pickedOf = ({ some, positions }: TakingPart, column: Float64Array): Float64Array =>
  some ? Float64Array.from(positions, (i) => column[i] as number) : column;
