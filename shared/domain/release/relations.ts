/*
 * Sums of counts that are other sums of counts, found in the counts themselves: the employed and the unemployed of two tables
 * are the labour force of a third. Not the way in which tables were asked for tells, but the numbers, so that no other way to
 * write a condition escapes.
 */

/** Prime under the square root of 2^53, so that products of remainders are exact. */
const PRIME = 94_906_249;

/** Rows that the search looks at; what it finds is then held against all rows. */
const SAMPLE = 768;

/** Numerators and denominators up to this are taken for those of a sum of counts. */
const LARGEST = 24;

/** sum of coefficient x column = 0 in every row. */
export interface Relation {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

export interface Relations {
  readonly relations: readonly Relation[];
  /** Columns that depend on others in a way that is no simple sum: what follows from it cannot be decided. */
  readonly unclear: readonly number[];
}

function inverseOf(value: number): number {
  let result = 1;
  let power = value;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * power) % PRIME;
    power = (power * power) % PRIME;
  }
  return result;
}

/** The fraction with small numerator and denominator that is `value` modulo the prime; null when there is none. */
function smallFraction(value: number): number | null {
  for (let denominator = 1; denominator <= LARGEST; denominator += 1) {
    const product = (value * denominator) % PRIME;
    if (product <= LARGEST) return product / denominator;
    if (PRIME - product <= LARGEST) return -(PRIME - product) / denominator;
  }
  return null;
}

interface Pivot {
  readonly row: number;
  readonly column: Float64Array;
  /** What combination of the original columns this is, modulo the prime. */
  readonly made: Map<number, number>;
}

/** Takes `factor` times `other` from `made`. */
function takeFrom(made: Map<number, number>, other: ReadonlyMap<number, number>, factor: number): void {
  for (const [column, k] of other) {
    const rest = ((made.get(column) ?? 0) + PRIME - ((factor * k) % PRIME)) % PRIME;
    if (rest === 0) made.delete(column);
    else made.set(column, rest);
  }
}

/** Whether the sum is zero in every row. Counts are whole, so a fraction's rounding cannot hide a difference. */
const holds = (columns: readonly Float64Array[], relation: Relation): boolean =>
  (columns[0] ?? new Float64Array(0)).every((_, row) => {
    let sum = 0;
    for (const [i, column] of relation.columns.entries())
      sum += (relation.coefficients[i] ?? 0) * (columns[column]?.[row] ?? 0);
    return Math.abs(sum) < 1e-6;
  });

/**
 * A basis of the relations between columns of counts (one number per row), by elimination modulo a prime over at most
 * SAMPLE rows spread evenly, each relation then checked over all rows in whole numbers. A dependence is never missed on the
 * rows looked at. With hardly more rows than columns everything depends on everything: then only simple sums count.
 */
export function relationsBetween(columns: readonly Float64Array[]): Relations {
  const rows = columns[0]?.length ?? 0;
  const looked = Math.min(rows, Math.max(SAMPLE, 2 * columns.length));
  const sample = Int32Array.from({ length: looked }, (_, i) => Math.floor((i * rows) / looked));
  const pivots: Pivot[] = [];
  const relations: Relation[] = [];
  const unclear: number[] = [];
  for (const [at, whole] of columns.entries()) {
    const column = Float64Array.from(sample, (row) => (((whole[row] ?? 0) % PRIME) + PRIME) % PRIME);
    const made = new Map([[at, 1]]);
    for (const pivot of pivots) {
      const factor = column[pivot.row] ?? 0;
      if (factor === 0) continue;
      for (const [i, value] of pivot.column.entries())
        column[i] = ((column[i] ?? 0) + PRIME - ((factor * value) % PRIME)) % PRIME;
      takeFrom(made, pivot.made, factor);
    }
    const row = column.findIndex((value) => value !== 0);
    if (row >= 0) {
      const inverse = inverseOf(column[row] ?? 1);
      for (const [i, value] of column.entries()) column[i] = (value * inverse) % PRIME;
      for (const [of, k] of made) made.set(of, (k * inverse) % PRIME);
      pivots.push({ row, column, made });
      continue;
    }
    const terms = [...made].sort(([a], [b]) => a - b);
    const coefficients = terms.map(([, k]) => smallFraction(k));
    const relation = { columns: terms.map(([of]) => of), coefficients: coefficients.map((k) => k ?? 0) };
    if (!coefficients.includes(null) && holds(columns, relation)) relations.push(relation);
    else if (rows > columns.length + 8) unclear.push(at);
  }
  return { relations, unclear };
}

const residue = (k: number): number => ((Math.round(k) % PRIME) + PRIME) % PRIME;

/** Coefficients as whole numbers modulo the prime, fractions cleared. */
function vectorOf({ columns, coefficients }: Relation): Map<number, number> {
  let scale = 1;
  while (scale < LARGEST && !coefficients.every((k) => Math.abs(k * scale - Math.round(k * scale)) < 1e-9)) scale += 1;
  return new Map(columns.map((column, i) => [column, residue((coefficients[i] ?? 0) * scale)]));
}

/** Those of the relations that do not follow from `implied` and from those kept before them. */
export function newRelations(relations: readonly Relation[], implied: readonly Relation[]): readonly Relation[] {
  const basis = new Map<number, Map<number, number>>();
  const adds = (relation: Relation): boolean => {
    const vector = vectorOf(relation);
    for (;;) {
      const [lead] = [...vector.keys()].sort((a, b) => a - b);
      if (lead === undefined) return false;
      const pivot = basis.get(lead);
      if (pivot === undefined) {
        const inverse = inverseOf(vector.get(lead) ?? 1);
        basis.set(lead, new Map([...vector].map(([column, k]) => [column, (k * inverse) % PRIME])));
        return true;
      }
      takeFrom(vector, pivot, vector.get(lead) ?? 0);
    }
  };
  for (const relation of implied) adds(relation);
  return relations.filter(adds);
}
