import { generator, type Generator } from '../../../../shared/domain/random/generator.ts';
import type { Drawing } from '../country.ts';
import { AREAS } from '../plan.ts';
import { AreaCells, seaCells } from './cells.ts';

/** Ground that goes from one area to another; `share` of the giving area's own, by which its people are divided too. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** How the borders of the areas were changed. Areas of the first division keep their number, new ones get the next. */
export interface NewBorders {
  readonly areaOf: Int32Array;
  readonly moves: readonly Move[];
  /** The area that each new one was broken out of. */
  readonly created: ReadonlyMap<number, number>;
  readonly ended: ReadonlySet<number>;
  /** Areas that got nothing but a strip of the sea. */
  readonly atSea: readonly number[];
  /** Areas whose ground, sea not counted, is not what it was; those that ended among them. */
  readonly changed: ReadonlySet<number>;
}

type Pattern = 'give' | 'giveTwo' | 'exchange' | 'create' | 'end';

/*
 * How many of what, as in the real change of 2025: 288 areas in 99 municipalities got other borders, and the number of
 * areas stayed. Areas of the first division that each pattern takes: give 2, giveTwo 3, exchange 2, create 1, end 2.
 */
const PATTERNS: Readonly<Record<Pattern, number>> = { give: 70, giveTwo: 30, exchange: 20, create: 6, end: 6 };
const MUNICIPALITIES_CHANGED = 99;
const TO_SEA = 60;
/** An area that a new one is broken out of has at least this many people at full size. */
const LEAST_TO_BREAK = 6000;

/** Draws the new borders: patterns of changes, each among neighbours within one municipality. */
export function newBorders(seed: number, { ground, areaOf, areas }: Drawing): NewBorders {
  const random = generator(seed, 'division 2025');
  const cells = new AreaCells(ground.lattice, areaOf, AREAS);
  const moves: Move[] = [];
  const created = new Map<number, number>();
  const ended = new Set<number>();
  const changed = new Set<number>();
  const members = Map.groupBy(areas.keys(), (i) => areas[i]!.municipality);

  const slice = (from: number, to: number | undefined, share: number, avoid?: readonly number[]): readonly number[] => {
    const wanted = Math.max(1, Math.round(share * cells.size(from)));
    return cells.size(from) < 4 ? [] : cells.slice(from, to, wanted, avoid);
  };
  const freeNeighbours = (i: number): readonly number[] =>
    random.shuffle(
      cells
        .neighbours(i)
        .filter((other) => other >= 0 && other < AREAS && !changed.has(other))
        .filter((other) => areas[other]!.municipality === areas[i]!.municipality),
    );
  const move = (from: number, to: number, part: readonly number[]): void => {
    moves.push({ from, to, share: part.length / cells.size(from) });
    cells.give(part, to);
    changed.add(from);
    if (to < AREAS) changed.add(to);
  };
  /** Two moves of which the second is tried on the ground as the first leaves it; neither when it cannot be. */
  const moveBoth = (
    first: { readonly from: number; readonly to: number; readonly part: readonly number[] },
    second: { readonly from: number; readonly to: number },
  ): boolean => {
    const [whole, other] = [cells.size(first.from), cells.size(second.from)];
    cells.give(first.part, first.to);
    const part = slice(second.from, second.to, 0.2, first.part);
    if (part.length === 0) {
      cells.give(first.part, first.from);
      return false;
    }
    cells.give(part, second.to);
    moves.push({ from: first.from, to: first.to, share: first.part.length / whole });
    moves.push({ from: second.from, to: second.to, share: part.length / other });
    for (const area of [first.from, first.to, second.from, second.to]) changed.add(area);
    return true;
  };

  const tries: Readonly<Record<Pattern, (i: number) => boolean>> = {
    give: (i) =>
      freeNeighbours(i).some((to) => {
        const part = slice(i, to, 0.1 + 0.25 * random.uniform());
        if (part.length > 0) move(i, to, part);
        return part.length > 0;
      }),
    giveTwo: (i) => {
      const neighbours = freeNeighbours(i);
      return neighbours.some((to, at) => {
        const part = slice(i, to, 0.15);
        return (
          part.length > 0 &&
          neighbours.slice(at + 1).some((then) => moveBoth({ from: i, to, part }, { from: i, to: then }))
        );
      });
    },
    exchange: (i) =>
      freeNeighbours(i).some((other) => {
        const part = slice(i, other, 0.2);
        return part.length > 0 && moveBoth({ from: i, to: other, part }, { from: other, to: i });
      }),
    create: (i) => {
      if (areas[i]!.full < LEAST_TO_BREAK) return false;
      const part = slice(i, undefined, 0.4);
      if (part.length < 2) return false;
      const made = AREAS + created.size;
      created.set(made, i);
      move(i, made, part);
      return true;
    },
    end: (i) => {
      const [to] = freeNeighbours(i);
      if (to === undefined || areas[i]!.siblings < 5) return false;
      move(i, to, cells.cellsOf(i));
      ended.add(i);
      return true;
    },
  };
  const place = (pattern: Pattern, municipality: string): boolean =>
    random.shuffle([...(members.get(municipality) ?? [])]).some((i) => !changed.has(i) && tries[pattern](i));
  const towns = shuffled(
    random,
    [...members.keys()].filter((town) => members.get(town)!.length >= 4),
  );
  const patterns = shuffledPatterns(random);
  const chosen: string[] = [];
  for (const [at, pattern] of patterns.entries()) {
    const pool =
      at < MUNICIPALITIES_CHANGED ? towns.filter((town) => !chosen.includes(town)) : shuffled(random, chosen);
    const found = pool.find((town) => place(pattern, town));
    if (found === undefined) throw new Error(`the country has no room for a change of kind ${pattern}`);
    if (!chosen.includes(found)) chosen.push(found);
  }
  const atSea = toSea(random, { ground, areaOf, areas }, cells, changed);
  return { areaOf: cells.areaOf, moves, created, ended, atSea, changed };
}

const shuffled = <T>(random: Generator, list: readonly T[]): readonly T[] =>
  random.shuffle([...list.keys()]).map((i) => list[i]!);

/** The rarest first, since they ask most of the municipality; the rest in any order. */
function shuffledPatterns(random: Generator): readonly Pattern[] {
  const of = (pattern: Pattern): Pattern[] => Array.from({ length: PATTERNS[pattern] }, () => pattern);
  return [...of('create'), ...of('end'), ...shuffled(random, [...of('give'), ...of('giveTwo'), ...of('exchange')])];
}

/** Extends some coastal areas to the sea beside them. Gives the areas, in the order of their numbers. */
function toSea(
  random: Generator,
  { ground, areas }: Pick<Drawing, 'ground' | 'areaOf' | 'areas'>,
  cells: AreaCells,
  changed: ReadonlySet<number>,
): readonly number[] {
  const { lattice } = ground;
  const sea = seaCells(lattice, ground.kind);
  const strip = (i: number): number[] => {
    const found = new Set<number>();
    for (const cell of cells.cellsOf(i))
      for (let side = 0; side < 6; side += 1) {
        const other = lattice.neighbour(cell, side);
        const column = other % lattice.columns;
        const row = Math.floor(other / lattice.columns);
        const inside = column >= 2 && column < lattice.columns - 2 && row >= 2 && row < lattice.rows - 2;
        if (other !== -1 && inside && sea[other] === 1 && cells.areaOf[other] === -1) found.add(other);
      }
    return [...found].sort((a, b) => a - b);
  };
  const coast = [...areas.keys()].filter((i) => !changed.has(i) && strip(i).length > 0);
  const extended = random
    .shuffle(coast)
    .slice(0, TO_SEA)
    .sort((a, b) => a - b);
  return extended.filter((i) => {
    const water = strip(i);
    if (water.length > 0) cells.give(water, i);
    return water.length > 0;
  });
}
