import { countyOf, type Level, LEVELS, municipalityOf, NATION } from '../../../shared/domain/areas/level.ts';

export interface Area {
  readonly code: string;
  readonly name: string;
}

/** The areas of one version of the division: sorted codes per level and, for each, its area one step up. */
export interface AreaFrame {
  /** The version of the division, e.g. "2020". */
  readonly version: string;
  readonly areas: Readonly<Record<Level, readonly Area[]>>;
  /** Position of a code within its level. */
  position(level: Level, code: string): number | undefined;
  /** The code of the area at a coarser level that holds this one; undefined when the code is unknown. */
  within(level: Level, code: string, coarser: Level): string | undefined;
}

/** One row of an area key: a DeSO with everything above it. */
export interface AreaKeyRow {
  readonly deso: string;
  readonly regso: string;
  readonly regsoName: string;
  readonly municipality: string;
  readonly municipalityName: string;
  readonly county: string;
  readonly countyName: string;
}

/** Codes in code-unit order, the same on every machine. */
const byCode = (a: Area, b: Area): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/** The frame of an area key. DeSO have no names of their own: the name is that of their RegSO. */
export function frameOf(version: string, rows: readonly AreaKeyRow[], nationName: string): AreaFrame {
  const names = new Map<Level, Map<string, string>>(LEVELS.map((level) => [level, new Map<string, string>()]));
  const parents = new Map<string, Partial<Record<Level, string>>>();
  const add = (level: Level, code: string, name: string, parent: Partial<Record<Level, string>>): void => {
    names.get(level)?.set(code, name);
    parents.set(`${level}\u0000${code}`, { ...parent, nation: NATION });
  };
  for (const row of rows) {
    const { municipality, county, regso } = row;
    add('deso', row.deso, row.regsoName, { regso, municipality, county });
    add('regso', regso, row.regsoName, { municipality, county });
    add('municipality', municipality, row.municipalityName, { county });
    add('county', county, row.countyName, {});
  }
  add('nation', NATION, nationName, {});
  const areas = Object.fromEntries(
    LEVELS.map((level) => [level, [...(names.get(level) ?? [])].map(([code, name]) => ({ code, name })).sort(byCode)]),
  ) as unknown as Record<Level, readonly Area[]>;
  const positions = new Map(
    LEVELS.flatMap((level) => areas[level].map(({ code }, i) => [`${level}\u0000${code}`, i] as const)),
  );
  return {
    version,
    areas,
    position: (level, code) => positions.get(`${level}\u0000${code}`),
    within: (level, code, coarser) => (level === coarser ? code : parents.get(`${level}\u0000${code}`)?.[coarser]),
  };
}

/**
 * A frame from nothing but the codes that stand in the data, for a project without an area key: municipality and county
 * are the first digits of the codes, and codes are their own names.
 */
export function frameOfCodes(regso: Iterable<string>, deso: Iterable<string>, nationName: string): AreaFrame {
  const row = (code: string, of: string): AreaKeyRow => ({
    deso: of,
    regso: code,
    regsoName: code,
    municipality: municipalityOf(code),
    municipalityName: municipalityOf(code),
    county: countyOf(code),
    countyName: countyOf(code),
  });
  const frame = frameOf(
    '',
    [...regso].map((code) => row(code, '')),
    nationName,
  );
  const desoAreas = [...new Set(deso)].map((code) => ({ code, name: code })).sort(byCode);
  const desoPositions = new Map(desoAreas.map(({ code }, i) => [code, i]));
  return {
    version: '',
    areas: { ...frame.areas, deso: desoAreas },
    position: (level, code) => (level === 'deso' ? desoPositions.get(code) : frame.position(level, code)),
    within: (level, code, coarser) => {
      if (level !== 'deso') return frame.within(level, code, coarser);
      if (!desoPositions.has(code) || coarser === 'regso') return undefined;
      return { deso: code, municipality: municipalityOf(code), county: countyOf(code), nation: NATION }[coarser];
    },
  };
}
