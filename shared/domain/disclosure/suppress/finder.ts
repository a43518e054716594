/** How far cells may move for one kind of reader. */
export interface Room {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Cells that a deviation moves, and what hiding those costs that are not hidden yet. */
export interface Deviation {
  readonly cells: readonly number[];
  readonly cost: number;
}

/**
 * Finds other tables that a reader must think possible: deviations from the true table that keep every equation and move one cell
 * far enough. Implemented on networks by shortest paths (paths.ts), on any equations by linear programmes (linear.ts).
 */
export interface DeviationFinder {
  /** Work done so far: a measure of time that is the same on every machine. */
  readonly work: number;
  /**
   * Most work that freeing cells is worth, most work that improving the pattern is worth after that, and rounds of
   * improvement per secondary cell.
   */
  readonly patience: { readonly free: number; readonly work: number; readonly rounds: number };
  /** Numbers of cells that share an equation with the cell: all of them, or of long equations some, hidden ones first. */
  neighbours(cell: number): number[];
  /** Tells that a cell is hidden, or is no longer. */
  hide(cell: number, hidden: boolean): void;
  /** Keeps cells from moving (or lets them move again): those that an insider knows. */
  ban(cells: readonly number[], banned: boolean): void;
  /**
   * A cheap deviation that moves the cell up (1) or down (-1) by `need`, or null where there is none. `cost[cell]` is 0 for hidden
   * cells, Infinity for cells that may not be hidden. With `hiddenOnly` no cell with a cost is moved. Where `far` is false null may also mean that
   * there is none near by: for who has another cell or direction to try first.
   */
  move(
    cell: number,
    sign: 1 | -1,
    need: number,
    room: Room,
    cost: Float64Array,
    hiddenOnly: boolean,
    far?: boolean,
  ): Deviation | null;
}
