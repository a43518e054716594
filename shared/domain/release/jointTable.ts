import type { Overlay } from './overlay.ts';

/**
 * Tables that are, or are to be, in the hands of the same reader: areas by columns, a column being one category (or one
 * combination of categories) of what is counted.
 */
export interface JointTable {
  /** How the table is told in words. */
  readonly id: string;
  /** True for a table that is to leave now; false for one that has left. */
  readonly fresh: boolean;
  /** What was asked for, in one spelling: two tables of one subject are the same table asked for twice. */
  readonly subject: string;
  /** What is counted: counts of one unit can be parts of each other. */
  readonly unit: string;
  /** The register years whose records are counted; several when years are pooled. */
  readonly years: readonly number[];
  /** Which records the whole is of, whatever the year, in one spelling. */
  readonly population: string;
  readonly areas: JointAreas;
  /** Set where the areas are those of another division than what is to leave: how the two lie over each other. */
  readonly elsewhere?: Overlay | undefined;
  readonly columns: JointColumns;
  /** areas x columns, columns fastest; NaN where a reader does not know the number: hidden, or changed by noise or rounding. */
  readonly published: Float64Array;
  /** The numbers themselves, in whole units. */
  readonly truth: Float64Array;
  readonly leastHidden: number;
  /** Limit for counts; 0 for sums, whose unsafe cells are those of `levels`. */
  readonly minFrequency: number;
  /** What a reader can say of numbers that are not published and do not stand as hidden either; NaN where they do. */
  readonly bounds?: { readonly lower: Float64Array; readonly upper: Float64Array } | undefined;
  /** Cells that are unsafe by the table's own rules, and how far a reader must be kept from each. */
  readonly levels?:
    | { readonly primary: Uint8Array; readonly up: Float64Array; readonly down: Float64Array }
    | undefined;
  /** Records behind each cell, where the numbers are no counts, and the fewest by which populations may differ. */
  readonly mass?: Float64Array | undefined;
  readonly fewest?: number | undefined;
  /** Who alone fills cells, as positions; persons of inner cells with the count 1 where absent. */
  readonly knowers?: readonly (readonly number[])[] | undefined;
}

/** The columns of a table: one for every combination of its other dimensions, margins among them. */
export interface JointColumns {
  readonly codes: readonly string[];
  /** Position of each column's parent; -1 for the total, and where `sums` says more. */
  readonly parents: readonly number[];
  /** Every sum among the columns, where they are no single tree. */
  readonly sums?: readonly { readonly total: number; readonly parts: readonly number[] }[] | undefined;
}

/** Every sum among the columns. */
export const columnSums = ({ parents, sums }: JointColumns): NonNullable<JointColumns['sums']> =>
  sums ??
  [...childrenOf(parents).entries()].flatMap(([total, parts]) => (parts.length === 0 ? [] : [{ total, parts }]));

/** Each column with every column that it is a part of, itself first. */
export function columnsAbove(columns: JointColumns): readonly (readonly number[])[] {
  const direct = columns.codes.map((): number[] => []);
  for (const { total, parts } of columnSums(columns)) for (const part of parts) direct[part]?.push(total);
  return columns.codes.map((_, column) => {
    const found = new Set([column]);
    for (const at of found) for (const above of direct[at] ?? []) found.add(above);
    return [...found];
  });
}

/** Records behind a cell: the count itself, or what is told beside a sum. */
export const massAt = ({ mass, truth }: JointTable, position: number): number => (mass ?? truth)[position] ?? 0;

/** Shared by all tables over the same areas, so that it is compared once. */
export interface JointAreas {
  /** Codes that mean the same ground wherever they stand; the code of the division is part of those that need it. */
  readonly codes: readonly string[];
  /** Position of each area's parent; -1 for the whole. */
  readonly parents: readonly number[];
}

/** Why a release may not leave beside the earlier ones. `cell`: area and column, never a value. */
export interface JointFault {
  readonly kind:
    | 'otherPattern'
    | 'revised'
    | 'hiddenThere'
    | 'difference'
    | 'exact'
    | 'under'
    | 'undecided'
    | 'inconsistent'
    | 'guessed'
    | 'insider';
  readonly table: string;
  readonly other: string;
  readonly cell: string;
}

/** Positions of the areas that two tables have in common, in each. */
export interface Common {
  readonly one: Int32Array;
  readonly other: Int32Array;
}

/** Finds common areas, once for each pair of area lists. */
export function commonAreas(): (one: JointAreas, other: JointAreas) => Common {
  const known = new Map<JointAreas, Map<JointAreas, Common>>();
  return (one, other) => {
    const found = known.get(one)?.get(other);
    if (found !== undefined) return found;
    const place = new Map(other.codes.map((code, i) => [code, i]));
    const [mine, theirs]: [number[], number[]] = [[], []];
    one.codes.forEach((code, i) => {
      const at = place.get(code);
      if (at === undefined) return;
      mine.push(i);
      theirs.push(at);
    });
    const common = { one: Int32Array.from(mine), other: Int32Array.from(theirs) };
    const row = known.get(one) ?? new Map<JointAreas, Common>();
    row.set(other, common);
    known.set(one, row);
    return common;
  };
}

export const cellName = ({ areas, columns }: JointTable, position: number): string => {
  const width = columns.codes.length;
  return `${areas.codes[Math.floor(position / width)] ?? ''}|${columns.codes[position % width] ?? ''}`;
};

/** Children of each node of a tree given by parents. */
export function childrenOf(parents: readonly number[]): number[][] {
  const children = parents.map((): number[] => []);
  parents.forEach((parent, node) => {
    if (parent >= 0) children[parent]?.push(node);
  });
  return children;
}
