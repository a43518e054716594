import type { Output } from '../../../shared/ipc/contract.ts';

export type AreaGeometry = Output<'areas.geometry'>;

export interface Place {
  readonly code: string;
  readonly name: string;
  /** Positions of its areas. */
  readonly areas: Uint32Array;
}

/** `areas.list` with the municipalities and counties as positions, so that nothing compares texts while drawing. */
export interface AreaColumns {
  readonly count: number;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly population: Float64Array;
  readonly municipalities: readonly Place[];
  readonly counties: readonly Place[];
  /** Per area, its position in `municipalities` and `counties`. */
  readonly municipalityOf: Uint32Array;
  readonly countyOf: Uint32Array;
}

function places(
  codes: readonly string[],
  names: readonly string[],
): { readonly list: readonly Place[]; readonly of: Uint32Array } {
  const position = new Map<string, number>();
  const found: { code: string; name: string; areas: number[] }[] = [];
  const of = new Uint32Array(codes.length);
  codes.forEach((code, area) => {
    let at = position.get(code);
    if (at === undefined) {
      at = found.length;
      position.set(code, at);
      found.push({ code, name: names[area] ?? '', areas: [] });
    }
    found[at]?.areas.push(area);
    of[area] = at;
  });
  return { list: found.map((place) => ({ ...place, areas: Uint32Array.from(place.areas) })), of };
}

export function areaColumns(list: Output<'areas.list'>): AreaColumns {
  const municipality = places(list.municipalityCodes, list.municipalityNames);
  const county = places(list.countyCodes, list.countyNames);
  return {
    count: list.codes.length,
    codes: list.codes,
    names: list.names,
    population: list.population,
    municipalities: municipality.list,
    counties: county.list,
    municipalityOf: municipality.of,
    countyOf: county.of,
  };
}

export const municipalityName = (areas: AreaColumns, area: number): string =>
  areas.municipalities[areas.municipalityOf[area] ?? -1]?.name ?? '';

export const countyName = (areas: AreaColumns, area: number): string =>
  areas.counties[areas.countyOf[area] ?? -1]?.name ?? '';
