import { type AttackProblem, isWhole, type Unit } from '../../../shared/domain/disclosure/attack/problem.ts';
import { type Equation, packEquations } from '../../../shared/domain/tables/equations.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { type AttackProblemFile, attackProblemSchema } from '../../../shared/schemas/table.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';

/** Reads problem.json: any attack problem of the form in docs/methods/disclosure.md. */
export async function readProblem(file: string): Promise<AttackProblem> {
  return problemOf(await readJsonFileWithPlaces(file, attackProblemSchema));
}

/** The attack problem of a checked file. @throws DataError with the place of what does not fit together */
export function problemOf(file: JsonFile<AttackProblemFile>): AttackProblem {
  const { value: content } = file;
  const { cells } = content;
  const position = new Map<string, number>();
  for (const [i, { id, value, suppressed }] of cells.entries()) {
    if (position.has(id)) throw new DataError(file.placeOf(['cells', i, 'id']), 'audit.doubledCell');
    position.set(id, i);
    if ((value ?? null) === null && suppressed !== true)
      throw new DataError(file.placeOf(['cells', i]), 'audit.missingValue');
  }
  const at = (id: string, path: readonly (string | number)[]): number => {
    const found = position.get(id);
    if (found === undefined) throw new DataError(file.placeOf(path), 'audit.unknownCell');
    return found;
  };
  const equations = content.equations.map(({ total, parts, coef }, e): Equation => {
    if (coef !== undefined && coef.length !== parts.length)
      throw new DataError(file.placeOf(['equations', e, 'coef']), 'audit.coefficients');
    return {
      total: at(total, ['equations', e, 'total']),
      parts: parts.map((part, i) => at(part, ['equations', e, 'parts', i])),
      coefficients: coef,
    };
  });
  const column = (of: (cell: AttackProblemFile['cells'][number]) => number): Float64Array =>
    Float64Array.from(cells, of);
  const values = column(({ value }) => value ?? Number.NaN);
  const floor = content.nonneg === false ? Number.NEGATIVE_INFINITY : 0;
  const share = (content.p ?? 0) / 100;
  const level = (value: number | null | undefined): number => Math.abs(value ?? 0) * share;
  const problem: AttackProblem = {
    ids: cells.map(({ id }) => id),
    values,
    hidden: Uint8Array.from(cells, ({ suppressed }) => (suppressed === true ? 1 : 0)),
    unknown: Uint8Array.from(cells, ({ suppressed, halfwidth }) =>
      suppressed === true || (halfwidth ?? 0) > 0 ? 1 : 0,
    ),
    primary: Uint8Array.from(cells, ({ primary, suppressed }) => (suppressed === true && primary !== false ? 1 : 0)),
    lower: column(({ value, lo, halfwidth, suppressed }) =>
      suppressed === true ? (lo ?? floor) : Math.max((value ?? 0) - (halfwidth ?? 0), floor),
    ),
    upper: column(({ value, hi, halfwidth, suppressed }) =>
      suppressed === true ? (hi ?? Number.POSITIVE_INFINITY) : (value ?? 0) + (halfwidth ?? 0),
    ),
    lowerLevel: column(({ lpl, value }) => lpl ?? level(value)),
    upperLevel: column(({ upl, value }) => upl ?? level(value)),
    slidingLevel: column(({ spl }) => spl ?? 0),
    equations: packEquations(equations),
    integer: content.integer ?? false,
    units: unitsOf(cells),
  };
  for (const [e, equation] of equations.entries())
    if (!addsUp(problem, equation)) throw new DataError(file.placeOf(['equations', e]), 'audit.notAdditive');
  return problem;
}

function unitsOf(cells: AttackProblemFile['cells']): Unit[] {
  const known = new Map<string, number[]>();
  for (const [i, { known_by }] of cells.entries())
    for (const unit of known_by ?? []) {
      const own = known.get(unit);
      if (own === undefined) known.set(unit, [i]);
      else own.push(i);
    }
  return [...known].map(([name, own]) => ({ name, cells: own }));
}

/** Values that are published exactly, and the true ones behind the hidden, must satisfy the equations. */
function addsUp(problem: AttackProblem, { total, parts, coefficients }: Equation): boolean {
  let least = 0;
  let most = 0;
  let scale = 1;
  const add = (cell: number, k: number): void => {
    const value = problem.values[cell] as number;
    const rounded = problem.hidden[cell] !== 1 && problem.unknown[cell] === 1;
    const open = Number.isNaN(value) || rounded;
    const ends = open
      ? [k * (problem.lower[cell] as number), k * (problem.upper[cell] as number)]
      : [k * value, k * value];
    least += Math.min(...ends);
    most += Math.max(...ends);
    if (!Number.isNaN(value)) scale = Math.max(scale, Math.abs(value));
  };
  add(total, -1);
  for (const [i, part] of parts.entries()) if (coefficients?.[i] !== 0) add(part, coefficients?.[i] ?? 1);
  return !(least > 1e-6 * scale) && !(most < -1e-6 * scale);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * problem.json of a protected table, piece by piece: a working file that is never part of a package. `units[cell]` is what 1 of
 * a published value is in the problem's whole units.
 */
export function* problemText(problem: AttackProblem, units: Float64Array): Generator<string> {
  const { ids, values, hidden, primary, lower, upper, upperLevel, lowerLevel, equations } = problem;
  const knownBy = new Map<number, string[]>();
  for (const { name, cells } of problem.units)
    for (const cell of cells) {
      const own = knownBy.get(cell);
      if (own === undefined) knownBy.set(cell, [name]);
      else own.push(name);
    }
  const last = ids.length - 1;
  const unit = (cell: number): number => units[cell] as number;
  const signed = lower.some((bound, cell) => hidden[cell] === 1 && bound === Number.NEGATIVE_INFINITY);
  // The file knows one kind of cell only: where a hidden one need not be whole, none is said to be.
  const fractional = hidden.some((flag, cell) => flag === 1 && !isWhole(problem, cell));
  const integer = problem.integer && !fractional && units.every((own) => own === 1);
  yield `{"version":1,"integer":${String(integer)},"nonneg":${String(!signed)},\n"cells":[\n`;
  for (const [cell, id] of ids.entries()) {
    const row = {
      id,
      value: (values[cell] as number) / unit(cell),
      suppressed: hidden[cell] === 1,
      primary: primary[cell] === 1,
      lo: hidden[cell] === 1 ? finite((lower[cell] as number) / unit(cell)) : signed ? null : 0,
      ...(hidden[cell] === 1 && Number.isFinite(upper[cell]) ? { hi: (upper[cell] as number) / unit(cell) } : {}),
      lpl: (lowerLevel[cell] as number) / unit(cell),
      upl: (upperLevel[cell] as number) / unit(cell),
      ...(knownBy.has(cell) ? { known_by: knownBy.get(cell) } : {}),
    };
    yield `${JSON.stringify(row)}${cell === last ? '' : ','}\n`;
  }
  yield '],\n"equations":[\n';
  for (let e = 0; e < equations.count; e += 1) {
    const [from, to] = [equations.start[e] as number, equations.start[e + 1] as number];
    const own = equations.parts.subarray(from, to);
    const total = equations.total[e] as number;
    const coef = Array.from(own, (cell, i) => ((equations.coefficients?.[from + i] ?? 1) * unit(cell)) / unit(total));
    const row = {
      total: ids[total] as string,
      parts: Array.from(own, (cell) => ids[cell]),
      ...(coef.every((k) => k === 1) ? {} : { coef }),
    };
    yield `${JSON.stringify(row)}${e === equations.count - 1 ? '' : ','}\n`;
  }
  yield ']}\n';
}
