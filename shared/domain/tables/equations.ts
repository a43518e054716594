/**
 * Linear equations over numbered cells, total = sum of coefficient x part, packed in typed arrays: the parts of
 * equation e are `parts[start[e]] .. parts[start[e + 1] - 1]`. `coefficients` is null when all are 1.
 */
export interface Equations {
  readonly count: number;
  readonly total: Int32Array;
  readonly start: Int32Array;
  readonly parts: Int32Array;
  readonly coefficients: Float64Array | null;
}

export interface Equation {
  readonly total: number;
  readonly parts: readonly number[];
  readonly coefficients?: readonly number[] | undefined;
}

export function packEquations(list: readonly Equation[]): Equations {
  const count = list.length;
  const total = new Int32Array(count);
  const start = new Int32Array(count + 1);
  for (let e = 0; e < count; e += 1) start[e + 1] = (start[e] as number) + (list[e] as Equation).parts.length;
  const parts = new Int32Array(start[count] as number);
  const weighted = list.some((equation) => equation.coefficients?.some((k) => k !== 1) === true);
  const coefficients = weighted ? new Float64Array(parts.length).fill(1) : null;
  for (const [e, equation] of list.entries()) {
    total[e] = equation.total;
    parts.set(equation.parts, start[e]);
    if (coefficients !== null && equation.coefficients !== undefined) coefficients.set(equation.coefficients, start[e]);
  }
  return { count, total, start, parts, coefficients };
}
