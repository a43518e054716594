/** Areas and people that go from a node of one column to one of the next. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly areas: number;
  readonly people: number;
}

export interface FlowColumn {
  /** Areas and people per node. */
  readonly areas: Float64Array;
  readonly people: Float64Array;
}

export interface Flows {
  readonly columns: readonly FlowColumn[];
  /** Between column i and i + 1, by rising `from`, then `to`; only those with areas. */
  readonly between: readonly (readonly Flow[])[];
}

/**
 * How areas are spread over the nodes of several divisions after each other, such as area type, group and need: what a sankey
 * picture shows. An area counts where it has a node in every column, so that every node lets out what it takes in.
 * @param divisions node of each area from 0, -1 = none; `nodes` in each; people per area, NaN counts as nobody
 */
export function flowsThrough(
  divisions: readonly { readonly nodes: number; readonly of: ArrayLike<number> }[],
  people: Float64Array,
): Flows {
  const columns = divisions.map(({ nodes }) => ({ areas: new Float64Array(nodes), people: new Float64Array(nodes) }));
  const tallies = divisions.slice(1).map((next, i) => ({
    width: next.nodes,
    areas: new Float64Array((divisions[i]?.nodes ?? 0) * next.nodes),
    people: new Float64Array((divisions[i]?.nodes ?? 0) * next.nodes),
  }));
  for (let area = 0; area < people.length; area += 1) {
    const nodes = divisions.map(({ of }) => of[area] ?? -1);
    if (nodes.some((node) => node < 0)) continue;
    const living = Number.isNaN(people[area]) ? 0 : (people[area] as number);
    nodes.forEach((node, i) => {
      const column = columns[i];
      if (column === undefined) return;
      column.areas[node] = (column.areas[node] as number) + 1;
      column.people[node] = (column.people[node] as number) + living;
      const tally = tallies[i];
      if (tally === undefined) return;
      const at = node * tally.width + (nodes[i + 1] as number);
      tally.areas[at] = (tally.areas[at] as number) + 1;
      tally.people[at] = (tally.people[at] as number) + living;
    });
  }
  return {
    columns,
    between: tallies.map(({ width, areas, people: living }) =>
      Array.from(areas.keys())
        .filter((at) => (areas[at] as number) > 0)
        .map((at) => ({
          from: Math.floor(at / width),
          to: at % width,
          areas: areas[at] as number,
          people: living[at] as number,
        })),
    ),
  };
}
