import { type AreaColumns, municipalityName } from './areaColumns.ts';

export interface FoundPlace {
  readonly kind: 'area' | 'municipality' | 'county';
  /** Position in the areas, municipalities or counties. */
  readonly index: number;
  readonly code: string;
  readonly name: string;
  /** Where it lies: the municipality and code of an area, the code of the others. */
  readonly within: string;
  readonly areas: ArrayLike<number> & Iterable<number>;
}

const plain = (name: string): string => name.toLocaleLowerCase('sv');

/** 0: the name begins so; 1: a word in it does; 2: it is found inside or as code; -1: not at all. */
function rank(name: string, code: string, wanted: string): number {
  const at = plain(name).indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return plain(name).charAt(at - 1) === ' ' ? 1 : 2;
  return plain(code).startsWith(wanted) ? 2 : -1;
}

/**
 * Counties, municipalities and areas whose name or code holds what was typed, best first: names that begin so before
 * names that hold it, counties before municipalities before areas, then by code.
 */
export function findPlaces(areas: AreaColumns, query: string, limit: number): readonly FoundPlace[] {
  const wanted = plain(query.trim());
  if (wanted === '') return [];
  const found: { place: FoundPlace; rank: number }[] = [];
  const add = (place: FoundPlace): void => {
    const at = rank(place.name, place.code, wanted);
    if (at >= 0) found.push({ place, rank: at });
  };
  areas.counties.forEach((county, index) => {
    add({ kind: 'county', index, code: county.code, name: county.name, within: county.code, areas: county.areas });
  });
  areas.municipalities.forEach((one, index) => {
    add({ kind: 'municipality', index, code: one.code, name: one.name, within: one.code, areas: one.areas });
  });
  for (let index = 0; index < areas.count; index += 1) {
    const code = areas.codes[index] ?? '';
    const within = `${municipalityName(areas, index)}, ${code}`;
    add({ kind: 'area', index, code, name: areas.names[index] ?? '', within, areas: [index] });
  }
  // The sort is stable, so that kinds and codes keep their order within a rank.
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ place }) => place);
}
