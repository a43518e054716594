/** Levels of geography, finest first. DeSO lie within RegSO, RegSO within municipality (kommun), that within county (län). */
export const LEVELS = ['deso', 'regso', 'municipality', 'county', 'nation'] as const;
export type Level = (typeof LEVELS)[number];

/** `^\d{4}R\d{3}$`: municipality code and number, e.g. 6001R004. */
export const REGSO_CODE = /^\d{4}R\d{3}$/u;
/** `^\d{4}[ABC]\d{4}$`: municipality code, kind of area and number. */
export const DESO_CODE = /^\d{4}[ABC]\d{4}$/u;

export const municipalityOf = (areaCode: string): string => areaCode.slice(0, 4);
export const countyOf = (areaCode: string): string => areaCode.slice(0, 2);

/** The one code of the whole country at level `nation`. */
export const NATION = 'R';

/** Levels at which two divisions are compared. */
export const COMPARED_LEVELS = ['deso', 'regso', 'municipality', 'county'] as const satisfies readonly Level[];
