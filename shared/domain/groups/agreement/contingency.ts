/** How often group a of one division meets group b of another: `rows` x `columns` counts, row after row. */
export interface Contingency {
  readonly rows: number;
  readonly columns: number;
  readonly counts: Float64Array;
  /** Areas that are in a group of both. */
  readonly total: number;
}

/**
 * Crosses two divisions of the same areas. Groups are numbered from 1; 0 = in no group, left out. Also the transition
 * matrix between two years.
 * @throws RangeError for divisions of different length
 */
export function contingency(first: Int32Array, second: Int32Array): Contingency {
  if (first.length !== second.length) throw new RangeError('contingency: divisions of different areas');
  const rows = first.reduce((most, group) => Math.max(most, group), 0);
  const columns = second.reduce((most, group) => Math.max(most, group), 0);
  const counts = new Float64Array(rows * columns);
  let total = 0;
  first.forEach((a, i) => {
    const b = second[i] as number;
    if (a < 1 || b < 1) return;
    const at = (a - 1) * columns + b - 1;
    counts[at] = (counts[at] as number) + 1;
    total += 1;
  });
  return { rows, columns, counts, total };
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

/**
 * Adjusted Rand index (L. Hubert and P. Arabie, "Comparing partitions", 1985): pairs of areas on which two divisions agree, beyond
 * what chance gives; 1 = the same groups, about 0 = no more than chance. 1 when both are one group, or all areas stand
 * alone in both; NaN for fewer than two areas.
 */
export function adjustedRand({ rows, columns, counts, total }: Contingency): number {
  if (total < 2) return Number.NaN;
  const inRows = new Float64Array(rows);
  const inColumns = new Float64Array(columns);
  let together = 0;
  counts.forEach((count, at) => {
    const r = Math.floor(at / columns);
    const c = at % columns;
    inRows[r] = (inRows[r] as number) + count;
    inColumns[c] = (inColumns[c] as number) + count;
    together += pairs(count);
  });
  const ofRows = inRows.reduce((sum, count) => sum + pairs(count), 0);
  const ofColumns = inColumns.reduce((sum, count) => sum + pairs(count), 0);
  const expected = (ofRows * ofColumns) / pairs(total);
  const most = (ofRows + ofColumns) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/**
 * Jaccard's similarity of each row's group with the most similar of the columns' groups: shared / (in either). Used per
 * bootstrap (C. Hennig, "Cluster-wise assessment of cluster stability", 2007). 0 for a group without areas.
 */
export function bestJaccards({ rows, columns, counts }: Contingency): Float64Array {
  const inRows = new Float64Array(rows);
  const inColumns = new Float64Array(columns);
  counts.forEach((count, at) => {
    inRows[Math.floor(at / columns)] = (inRows[Math.floor(at / columns)] as number) + count;
    inColumns[at % columns] = (inColumns[at % columns] as number) + count;
  });
  const best = new Float64Array(rows);
  counts.forEach((count, at) => {
    if (count === 0) return;
    const r = Math.floor(at / columns);
    const jaccard = count / ((inRows[r] as number) + (inColumns[at % columns] as number) - count);
    if (jaccard > (best[r] as number)) best[r] = jaccard;
  });
  return best;
}
