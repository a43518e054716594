import type { Contingency } from './contingency.ts';

/**
 * New numbers for the groups of a later division (the columns), so that they keep the numbers of the earlier (the rows)
 * as far as areas stay: the assignment with the most areas in the same group, by the Hungarian method (H. W. Kuhn, 1955, in the
 * form of R. Jonker and A. Volgenant, 1987). Groups that no earlier one is left for, or that share no area with theirs,
 * take the lowest numbers that are free.
 * @returns for each column its number from 1
 */
export function matchedNumbers({ rows, columns, counts }: Contingency): Int32Array {
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number): number =>
    row < rows && column < columns ? -(counts[row * columns + column] as number) : 0;
  const rowOf = assignment(size, cost);
  const numbers = new Int32Array(columns);
  const taken = new Set<number>();
  for (let column = 0; column < columns; column += 1) {
    const row = rowOf[column] as number;
    if (row >= rows || cost(row, column) === 0) continue;
    numbers[column] = row + 1;
    taken.add(row + 1);
  }
  let free = 1;
  for (let column = 0; column < columns; column += 1) {
    if (numbers[column] !== 0) continue;
    while (taken.has(free)) free += 1;
    numbers[column] = free;
    taken.add(free);
  }
  return numbers;
}

/** Row of each column in the cheapest complete assignment of a square cost matrix; m³ steps. */
function assignment(size: number, cost: (row: number, column: number) => number): Int32Array {
  // Rows and columns are counted from 1; 0 stands for "none yet".
  const ofRow = new Float64Array(size + 1);
  const ofColumn = new Float64Array(size + 1);
  const rowAt = new Int32Array(size + 1);
  const before = new Int32Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    rowAt[0] = row;
    let column = 0;
    const slack = new Float64Array(size + 1).fill(Infinity);
    const used = new Uint8Array(size + 1);
    do {
      used[column] = 1;
      const current = rowAt[column] as number;
      let least = Infinity;
      let next = 0;
      for (let j = 1; j <= size; j += 1) {
        if (used[j] === 1) continue;
        const reduced = cost(current - 1, j - 1) - (ofRow[current] as number) - (ofColumn[j] as number);
        if (reduced < (slack[j] as number)) {
          slack[j] = reduced;
          before[j] = column;
        }
        if ((slack[j] as number) < least) {
          least = slack[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= size; j += 1)
        if (used[j] === 1) {
          ofRow[rowAt[j] as number] = (ofRow[rowAt[j] as number] as number) + least;
          ofColumn[j] = (ofColumn[j] as number) - least;
        } else slack[j] = (slack[j] as number) - least;
      column = next;
    } while (rowAt[column] !== 0);
    while (column !== 0) {
      const previous = before[column] as number;
      rowAt[column] = rowAt[previous] as number;
      column = previous;
    }
  }
  return rowAt.slice(1).map((row) => row - 1);
}
