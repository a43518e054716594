/** A table as anyone who has the package sees it: from its checked form, or from its certificate. */
export interface PublicTable {
  readonly dimensions: readonly {
    readonly codes: readonly string[];
    readonly parents: readonly (string | null)[];
  }[];
  /** Row-major, the last dimension fastest; null where hidden. */
  readonly values: readonly (number | null)[];
  /** What anyone can prove of each hidden cell; null: no upper bound. */
  readonly intervals: readonly { readonly cell: number; readonly min: number; readonly max: number | null }[];
}

/** One figure per area as the published tables tell it. */
export interface PublicFigure {
  /** The figure where its numbers are published; NaN elsewhere. */
  readonly known: Float64Array;
  /** Least and greatest that it can be, equal where it is known; both NaN where the area is empty, so that there is no figure. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Fewest that the area can have behind it. */
  readonly behind: Float64Array;
}

/** The areas of a table: the nodes of its first dimension that are no sums of others, and where each stands. */
export interface PublicAreas {
  readonly codes: readonly string[];
  readonly nodes: readonly number[];
}

export function areasIn({ dimensions: [areas] }: PublicTable): PublicAreas {
  const above = new Set(areas?.parents);
  const codes = areas?.codes ?? [];
  const nodes = codes.flatMap((code, node) => (node > 0 && !above.has(code) ? [node] : []));
  return { codes: nodes.map((node) => codes[node] as string), nodes };
}

/**
 * `per` x category / total for each area of a table of counts by area and one division, from nothing but what is published.
 *
 * With y the category, z the rest and t the total: least = max(y0 / (y0 + z1), y0 / t1), most = min(y1 / (y1 + z0), y1 / t0, 1), where 0 and 1
 * are the ends of what can be proved of each (the number itself where it is published). An area that fewer than `fewest` may be behind
 * is known of nobody: its figure may be anything from 0 to `per`. One that is surely empty has none.
 *
 * @returns null for a table of another form, or without the category
 */
export function publicFigure(
  table: PublicTable,
  { category, per, fewest }: { readonly category: string; readonly per: number; readonly fewest: number },
): PublicFigure | null {
  const [, division, ...further] = table.dimensions;
  const column = division?.codes.indexOf(category) ?? -1;
  const leaf = division?.parents[column] === division?.codes[0];
  if (division === undefined || further.length > 0 || column < 1 || !leaf) return null;
  const width = division.codes.length;
  const parts = division.codes.flatMap((_, i) => (division.parents[i] === division.codes[0] ? [i] : []));
  const others = parts.filter((part) => part !== column);
  const intervals = new Map(table.intervals.map((own) => [own.cell, own]));
  const ends = (cell: number): readonly [number, number] => {
    const value = table.values[cell];
    if (value !== null && value !== undefined) return [value, value];
    const { min, max } = intervals.get(cell) ?? { min: 0, max: null };
    return [min, max ?? Number.POSITIVE_INFINITY];
  };
  const { nodes } = areasIn(table);
  const figure: PublicFigure = {
    known: new Float64Array(nodes.length).fill(Number.NaN),
    least: new Float64Array(nodes.length).fill(Number.NaN),
    most: new Float64Array(nodes.length).fill(Number.NaN),
    behind: new Float64Array(nodes.length),
  };
  for (const [area, node] of nodes.entries()) {
    const first = node * width;
    const [y0, y1] = ends(first + column);
    const [t0, t1] = ends(first);
    const rest = others.map((other) => ends(first + other));
    const [z0, z1] = rest.reduce(([low, high], [from, to]) => [low + from, high + to], [0, 0]);
    const fewest0 = Math.max(t0, y0 + z0);
    figure.behind[area] = fewest0;
    if (t1 === 0) continue;
    if (fewest0 < fewest) {
      figure.least[area] = 0;
      figure.most[area] = per;
      continue;
    }
    // One way of counting throughout, that of the indicators: rounding then never makes a true number fall outside its bounds.
    const [low, high] = [per * y0, per * y1];
    const least = y0 === 0 ? 0 : Math.max(low / (y0 + z1), low / t1);
    const most = Number.isFinite(y1) ? Math.min(per, high / (y1 + z0), high / t0) : per;
    const isKnown = y0 === y1 && t0 === t1;
    figure.known[area] = isKnown ? low / t0 : Number.NaN;
    figure.least[area] = isKnown ? low / t0 : least;
    figure.most[area] = isKnown ? low / t0 : most;
  }
  return figure;
}
