import type { Area } from '../../../../../electron/engine/synth/country.ts';

/** Area code to the codes of those that share a stretch of border with it. */
export type AreaGraph = ReadonlyMap<string, ReadonlySet<string>>;

export function areaGraph(areas: readonly Pick<Area, 'code' | 'rings'>[]): AreaGraph {
  const owner = new Map<string, string>();
  const graph = new Map(areas.map((area) => [area.code, new Set<string>()]));
  for (const area of areas)
    for (const ring of area.rings)
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const [from, to] = [`${ring[i]},${ring[i + 1]}`, `${ring[j]},${ring[j + 1]}`];
        owner.set(`${from}>${to}`, area.code);
        const other = owner.get(`${to}>${from}`);
        if (other === undefined || other === area.code) continue;
        graph.get(area.code)?.add(other);
        graph.get(other)?.add(area.code);
      }
  return graph;
}

const reached = new WeakMap<AreaGraph, Map<string, ReadonlySet<string>>>();

/** Whether the areas hang together, through one another only, or `throughAll` of them through any area. */
export function isJoined(graph: AreaGraph, codes: readonly string[], throughAll = false): boolean {
  const [start] = codes;
  if (start === undefined) return true;
  const allowed = throughAll ? undefined : new Set(codes);
  const known = reached.get(graph) ?? new Map<string, ReadonlySet<string>>();
  reached.set(graph, known);
  let found = throughAll ? known.get(start) : undefined;
  if (found === undefined) {
    const seen = new Set([start]);
    for (const code of seen)
      for (const other of graph.get(code) ?? []) if (allowed === undefined || allowed.has(other)) seen.add(other);
    found = seen;
    if (throughAll) known.set(start, seen);
  }
  const whole = found;
  return codes.every((code) => whole.has(code));
}
