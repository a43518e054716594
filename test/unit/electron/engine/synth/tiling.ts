import type { AreaDescription } from '../../../../../electron/engine/synth/divisions/divisions.ts';
import { doubleArea } from '../../../../../electron/engine/synth/geography/rings.ts';

type Shape = Pick<AreaDescription, 'code' | 'rings'>;

/**
 * Whether areas tile: edges that two of them run the same way (`twice`), the doubled sum of their areas and that of the
 * outline of edges used once, and how many of all edges those are.
 */
export function tiling(areas: readonly Shape[]): {
  readonly twice: readonly string[];
  readonly sum: number;
  readonly outline: number;
  readonly outerShare: number;
} {
  const edges = new Set<string>();
  const twice: string[] = [];
  let sum = 0;
  for (const area of areas)
    for (const ring of area.rings) {
      sum += doubleArea(ring);
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const edge = `${ring[i]},${ring[i + 1]}>${ring[j]},${ring[j + 1]}`;
        if (edges.has(edge)) twice.push(area.code);
        edges.add(edge);
      }
    }
  let outline = 0;
  let outer = 0;
  for (const edge of edges) {
    const [from, to] = edge.split('>') as [string, string];
    if (edges.has(`${to}>${from}`)) continue;
    const [x0, y0] = from.split(',').map(Number) as [number, number];
    const [x1, y1] = to.split(',').map(Number) as [number, number];
    outline += x0 * y1 - x1 * y0;
    outer += 1;
  }
  return { twice, sum, outline, outerShare: outer / edges.size };
}
