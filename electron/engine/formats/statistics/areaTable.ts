import { UserError } from '../../../../shared/errors/errors.ts';
import { areaCodesOf, chosenAreas } from './areaCodes.ts';
import type { Cube, CubeDimension } from './cube.ts';

/** What a person chooses of a statistical table: by dimension, one of its values or `*` for all of them side by side. */
export type Selection = ReadonlyMap<string, string>;

/** Codes of areas, and figures about them in columns. */
export interface AreaTable {
  readonly areaColumn: string;
  readonly areas: readonly string[];
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** How much a dimension looks like areas: by its role, or by the form of its codes. */
function areaScore(dimension: CubeDimension): number {
  if (dimension.role === 'area') return 3;
  if (dimension.role !== 'other') return 0;
  const codes = areaCodesOf(dimension);
  const small = codes.filter(({ level }) => level === 'DeSO' || level === 'RegSO').length / codes.length;
  if (small > 0.3) return 1 + small;
  const large = codes.filter(({ level }) => level !== undefined).length / codes.length;
  return large > 0.9 && codes.length > 1 ? large : 0;
}

/** Position of the dimension that is the areas, or -1. */
export function areaDimension(dimensions: readonly CubeDimension[]): number {
  const scores = dimensions.map(areaScore);
  const most = Math.max(...scores);
  return most > 0 ? scores.indexOf(most) : -1;
}

const same = (a: string, b: string): boolean => a.toLocaleLowerCase('sv') === b.toLocaleLowerCase('sv');

const listed = (codes: readonly string[]): string =>
  codes.length > 12 ? `${codes.slice(0, 12).join(', ')} …` : codes.join(', ');

const askedOf = ({ code, label }: CubeDimension, selection: Selection): string | undefined =>
  [...selection].find(([name]) => same(name, code) || same(name, label))?.[1];

/** Positions of a dimension that are wanted. */
function chosen(file: string, dimension: CubeDimension, asked: string | undefined): readonly number[] {
  const { code, label, codes, labels, role } = dimension;
  const all = codes.map((_, i) => i);
  if (asked === '*') return all;
  if (asked !== undefined) {
    const exact = codes.findIndex((one, i) => one === asked || labels[i] === asked);
    const position = exact >= 0 ? exact : codes.findIndex((one, i) => same(one, asked) || same(labels[i] ?? '', asked));
    if (position < 0)
      throw new UserError('input', 'statistics.noSuchValue', { file, variable: code, codes: listed(codes) });
    return [position];
  }
  if (all.length <= 1 || role === 'contents') return all;
  throw new UserError('input', 'statistics.choose', {
    file,
    variable: code,
    label,
    count: all.length,
    codes: listed(codes),
    example: codes.at(-1) ?? '',
  });
}

/**
 * A statistical table as one row per area. Figures of different kinds stand side by side; of every other dimension with
 * more than one value, `selection` says which one is meant.
 * @throws UserError that says what must be chosen and how
 */
export function areaTableOf(cube: Cube, selection: Selection): AreaTable {
  const { file, dimensions, values, contents } = cube;
  for (const name of selection.keys())
    if (!dimensions.some(({ code, label }) => same(name, code) || same(name, label)))
      throw new UserError('input', 'statistics.noSuchVariable', {
        file,
        variable: name,
        variables: listed(dimensions.map(({ code }) => code)),
      });
  const at = areaDimension(dimensions);
  const area = dimensions[at];
  if (area === undefined) throw new UserError('input', 'statistics.noAreas', { file });
  const areas = chosenAreas(file, area, askedOf(area, selection));
  const strides = dimensions.map((_, i) =>
    dimensions.slice(i + 1).reduce((product, { codes }) => product * codes.length, 1),
  );
  // Every combination of what is chosen of the other dimensions is a column; what has one value names nothing.
  let columns: { name: string; offset: number }[] = [{ name: '', offset: 0 }];
  for (const [i, dimension] of dimensions.entries()) {
    if (i === at) continue;
    const positions = chosen(file, dimension, askedOf(dimension, selection));
    const names = positions.length > 1 || dimension.role === 'contents';
    columns = columns.flatMap(({ name, offset }) =>
      positions.map((position) => ({
        name: names ? [name, dimension.codes[position] ?? ''].filter((part) => part !== '').join('_') : name,
        offset: offset + position * (strides[i] as number),
      })),
    );
  }
  const stride = strides[at] as number;
  return {
    areaColumn: areas[0]?.level ?? area.code,
    areas: areas.map(({ code }) => code),
    columns: columns.map(({ name, offset }) => ({
      name: name === '' ? contents : name,
      values: Float64Array.from(areas, ({ position }) => values[offset + position * stride] as number),
    })),
  };
}
