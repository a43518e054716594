import { UserError } from '../../../../shared/errors/errors.ts';
import type { CubeDimension } from './cube.ts';

/*
 * Area dimensions of Statistikdatabasen hold several levels at once, and several versions of a division, whose codes are
 * then marked: 6001R001_RegSO2025. One level of one version is taken.
 */

export const LEVEL_NAMES = ['DeSO', 'RegSO', 'Kommun', 'Lan'] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];

const FORMS: Readonly<Record<LevelName, RegExp>> = {
  DeSO: /^\d{4}[ABC]\d{4}$/u,
  RegSO: /^\d{4}R\d{3}$/u,
  Kommun: /^\d{4}$/u,
  Lan: /^\d{2}$/u,
};

export interface AreaCode {
  readonly position: number;
  /** The code alone. */
  readonly code: string;
  readonly level: LevelName | undefined;
  /** The version that the code is marked with, such as 2025; empty when it is not. */
  readonly version: string;
}

export function areaCodesOf({ codes }: CubeDimension): AreaCode[] {
  return codes.map((written, position) => {
    const [, marked, , version = ''] = /^(\S+?)(?:_(DeSO|RegSO)(\d{4}))?$/u.exec(written) ?? [];
    // A table without codes has texts such as `6001R001 Norra`.
    const code = marked ?? written.split(' ')[0] ?? written;
    const level = LEVEL_NAMES.find((name) => FORMS[name].test(code));
    return { position, code: level === undefined ? written : code, level, version };
  });
}

const nameOf = ({ level, version }: AreaCode): string => `${level ?? ''}${version}`;

/**
 * The codes of one level and version: the one asked for, such as `RegSO` or `RegSO2025`, else the level with most codes;
 * all codes when none has the form of a level.
 */
export function chosenAreas(file: string, dimension: CubeDimension, asked: string | undefined): readonly AreaCode[] {
  const all = areaCodesOf(dimension);
  const known = all.filter(({ level }) => level !== undefined);
  if (known.length === 0) return all;
  const names = [...new Set(known.map(nameOf))];
  const refuse = (): never => {
    throw new UserError('input', 'statistics.chooseAreas', {
      file,
      variable: dimension.code,
      names: names.join(', '),
      example: names.at(-1) ?? '',
    });
  };
  if (asked !== undefined) {
    const wanted = asked.replace(/^l[äa]n$/iu, 'Lan').toLowerCase();
    const found = known.filter((area) => nameOf(area).toLowerCase() === wanted || area.level?.toLowerCase() === wanted);
    if (found.length === 0 || new Set(found.map(({ version }) => version)).size > 1) return refuse();
    return found;
  }
  const counts = LEVEL_NAMES.map((level) => known.filter((area) => area.level === level).length);
  const level = LEVEL_NAMES[counts.indexOf(Math.max(...counts))];
  const found = known.filter((area) => area.level === level);
  return new Set(found.map(({ version }) => version)).size > 1 ? refuse() : found;
}
