/** A linear programme: least cost x column over columns within bounds that satisfy every row (compressed by rows). */
export interface LinearProgramme {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly coefficient: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Columns that must be whole; null: none. */
  readonly whole: Uint8Array | null;
}

/** `undecided`: the solver gave up; whoever asked must not take that for a yes. */
export type LinearOutcome =
  | {
      readonly status: 'optimal';
      readonly objective: number;
      readonly columns: Float64Array;
      /** One price per row (the solution of the dual programme), up to their common sign; of no meaning for whole columns. */
      readonly prices: Float64Array;
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'undecided' };

/** Solves linear programmes. Passed in, since the solver is not pure. The same programme gives the same outcome. */
export type LinearSolver = (programme: LinearProgramme) => LinearOutcome;

/** The best solution found of whole columns, and what no solution can be less than; equal where the best is proven. */
export type WholeOutcome =
  | { readonly status: 'found'; readonly objective: number; readonly bound: number; readonly columns: Float64Array }
  | { readonly status: 'infeasible' | 'undecided' };

/** Solves programmes with whole columns to the end, or until so many branches have been looked at: a limit that is the same on every machine. */
export type WholeSolver = (programme: LinearProgramme, mostBranches: number) => WholeOutcome;
