import { generator, type Generator } from '../../../../shared/domain/random/generator.ts';
import type { AreaChange } from '../../../../shared/domain/areas/change.ts';
import { type Area, draw, type Drawing } from '../country.ts';
import { newAreaName } from '../names.ts';
import { AREAS } from '../plan.ts';
import { newBorders, type NewBorders } from './borders.ts';
import { desoHomes, type Homes } from './homes.ts';

/** Names of the divisions in the files; the first one's DeSO are of 2018, its RegSO of 2020. */
export const FIRST_DIVISION = '2020';
export const SECOND_DIVISION = '2025';
/** First year of registers on the second division. */
export const SECOND_FROM = 2024;

/** What a file says of a RegSO. */
export type AreaDescription = Pick<
  Area,
  'code' | 'name' | 'municipality' | 'municipalityName' | 'county' | 'countyName' | 'rings'
>;

/** The country in both divisions. */
export interface Divisions {
  /** The areas of the first division, in which people live. */
  readonly areas: readonly Area[];
  /** The areas of the second division in the order of their codes. */
  readonly after: readonly AreaDescription[];
  /** For each area of the first division, its parts and where they lie in the second. */
  readonly homes: readonly Homes[];
  /** RegSO of the second division by the numbers that `homes` speak of. */
  readonly codeAfter: readonly string[];
  readonly changes: { readonly regso: readonly AreaChange[]; readonly deso: readonly AreaChange[] };
}

const RENAMED = 40;
const SWAPPED_NAMES = 4;

const byCodes = (a: AreaChange, b: AreaChange): number =>
  a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : a.to > b.to ? 1 : 0;

export const divisions = (seed: number): Divisions => revise(seed, draw(seed));

function revise(seed: number, drawing: Drawing): Divisions {
  const { areas } = drawing;
  const borders = newBorders(seed, drawing);
  const { created, ended } = borders;
  const random = generator(seed, 'names 2025');
  const names = newNames(random, areas, borders);
  const { homes, changes } = desoHomes(seed, areas, borders);
  const shapes = drawing.ringsOf(borders.areaOf, AREAS + created.size);
  const numbered = new Map<string, number>();
  for (const { municipality } of areas) numbered.set(municipality, (numbered.get(municipality) ?? 0) + 1);
  const after = shapes.map((rings, i): AreaDescription => {
    const like = areas[created.get(i) ?? i]!;
    if (i < AREAS) return { ...like, name: names.get(i) ?? like.name, rings };
    const number = numbered.get(like.municipality)! + 1;
    numbered.set(like.municipality, number);
    const taken = new Set(areas.filter((area) => area.municipality === like.municipality).map((area) => area.name));
    const code = `${like.municipality}R${String(number).padStart(3, '0')}`;
    return { ...like, code, name: newAreaName(random, taken, like.kind !== 'A'), rings };
  });
  return {
    areas,
    after: after.filter((_, i) => !ended.has(i)).sort((a, b) => (a.code < b.code ? -1 : 1)),
    homes,
    codeAfter: after.map(({ code }) => code),
    changes: {
      regso: regsoChanges(
        borders,
        after.map(({ code }) => code),
        new Set(names.keys()),
      ).sort(byCodes),
      deso: [...changes, ...desoSelves(changes)].sort(byCodes),
    },
  };
}

/** New names for some areas whose borders stayed, and four areas of one municipality that swapped theirs. */
function newNames(random: Generator, areas: readonly Area[], { changed, atSea }: NewBorders): Map<number, string> {
  const free = [...areas.keys()].filter((i) => !changed.has(i) && !atSea.includes(i));
  const names = new Map<number, string>();
  const towns = [...Map.groupBy(free, (i) => areas[i]!.municipality).values()].filter(
    (members) => members.length >= SWAPPED_NAMES && members.length <= 12,
  );
  const swapping = towns[random.integer(towns.length)]!.slice(0, SWAPPED_NAMES);
  swapping.forEach((i, at) => names.set(i, areas[swapping[at ^ 1]!]!.name));
  for (const i of random.shuffle(free.filter((one) => !names.has(one))).slice(0, RENAMED)) {
    const own = areas[i]!;
    const taken = new Set(areas.filter((area) => area.municipality === own.municipality).map((area) => area.name));
    names.set(i, newAreaName(random, taken, own.kind !== 'A'));
  }
  return names;
}

function regsoChanges(
  { moves, created, ended, changed, atSea }: NewBorders,
  codes: readonly string[],
  renamed: ReadonlySet<number>,
): AreaChange[] {
  const code = (i: number): string => codes[i]!;
  const gave = new Set(moves.map(({ from }) => from));
  const got = new Set(moves.map(({ to }) => to));
  const self = (i: number, kind: AreaChange['kind']): AreaChange => ({ from: code(i), to: code(i), kind });
  return [
    ...moves.map(({ from, to }): AreaChange => {
      const kind = ended.has(from) ? 'ended' : created.has(to) ? 'partToNew' : 'part';
      return { from: code(from), to: code(to), kind };
    }),
    ...[...changed]
      .filter((i) => !ended.has(i))
      .map((i) => self(i, gave.has(i) ? (got.has(i) ? 'redrawn' : 'reduced') : 'extended')),
    ...atSea.map((i) => self(i, 'sea')),
    ...[...renamed].map((i) => self(i, 'renamed')),
  ];
}

/** The lines of the DeSO that gave or got a part and kept their codes. */
function desoSelves(changes: readonly AreaChange[]): AreaChange[] {
  const parts = changes.filter(({ kind }) => kind === 'part');
  const gave = new Set(parts.map(({ from }) => from));
  const got = new Set(parts.map(({ to }) => to));
  return [...new Set([...gave, ...got])].map((code) => ({
    from: code,
    to: code,
    kind: gave.has(code) ? (got.has(code) ? 'redrawn' : 'reduced') : 'extended',
  }));
}
