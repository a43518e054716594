import { parseDate } from '../delimited/dates.ts';
import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import type { PreviewFit } from '../../../shared/schemas/preview.ts';
import type { ColumnSpecification } from '../../../shared/schemas/specification.ts';
import { AREA_KEY_COLUMNS } from '../areas/areaKey.ts';
import { plainName } from './columnNames.ts';
import { isCounty, isMunicipality } from './fieldForm.ts';
import type { ColumnProfile } from './profile.ts';
import { type ShippedSpecification, shippedSpecifications } from './shippedSpecifications.ts';
import { numberOf, type NumberSigns } from './signs.ts';

const AREA_FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  deso: (text) => DESO_CODE.test(text),
  regso: (text) => REGSO_CODE.test(text),
  municipality: isMunicipality,
  county: isCounty,
};

/** Share of a column's sampled values that a column of a specification takes; 1 when there are none. */
export function acceptedShare(column: ColumnSpecification, profile: ColumnProfile, signs: NumberSigns): number {
  if (column.type === 'ignore' || profile.filled === 0) return 1;
  const missing = new Set(column.missing);
  const whole = (text: string): boolean => Number.isInteger(numberOf(text, signs));
  return profile.share((text) => {
    if (missing.has(text)) return true;
    if (column.type === 'category') return column.codes === undefined || Object.hasOwn(column.codes, text);
    if (column.type === 'area') return AREA_FORMS[column.level]?.(text) === true;
    if (column.type === 'date') {
      const bytes = Buffer.from(text);
      return !Number.isNaN(parseDate(bytes, 0, bytes.length, column.form));
    }
    const value = numberOf(text, signs);
    if (Number.isNaN(value)) return false;
    if (column.type === 'key') return whole(text) && value >= 1;
    if (column.type === 'integer' && !whole(text)) return false;
    return value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity);
  });
}

/** Which column of the file a column of the specification is: position in the file and share of values it takes. */
export interface FittedColumn {
  readonly column: ColumnSpecification;
  readonly position: number;
  readonly accepted: number;
}

export interface Fit {
  readonly id: string;
  readonly fit: PreviewFit;
  readonly columns: readonly FittedColumn[];
}

/** Columns of a file as they are held against specifications. */
export interface SeenColumns {
  readonly names: readonly string[];
  readonly profiles: readonly ColumnProfile[];
  readonly signs: NumberSigns;
  /** False when the file does not name its columns: they are then held against the specification's by their order. */
  readonly header: boolean;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function fitOf({ id, specification }: ShippedSpecification, seen: SeenColumns): Fit | undefined {
  if (specification.kind === 'geometry' || specification.kind === 'own-areas') return undefined;
  const plain = seen.names.map(plainName);
  if (specification.kind !== 'register') {
    const { kind } = specification;
    const wanted = kind === 'area-key' ? AREA_KEY_COLUMNS : Object.values(specification.columns);
    const missing = wanted.filter((column) => !seen.names.includes(column));
    const score = round(1 - missing.length / wanted.length);
    return { id, columns: [], fit: { specification: id, kind, score, missing, extra: [] } };
  }
  const { columns } = specification;
  if (!seen.header && columns.length !== seen.names.length) return undefined;
  const fitted: FittedColumn[] = [];
  const missing: string[] = [];
  for (const [i, column] of columns.entries()) {
    const position = seen.header ? plain.indexOf(plainName(column.source)) : i;
    const profile = seen.profiles[position];
    if (position < 0 || profile === undefined) missing.push(column.source);
    else fitted.push({ column, position, accepted: round(acceptedShare(column, profile, seen.signs)) });
  }
  // Without names, one column that does not agree says that it is another register.
  if (!seen.header && fitted.some(({ accepted }) => accepted < 0.9)) return undefined;
  const taken = new Set(fitted.map(({ position }) => position));
  const extra = seen.names.filter((_, i) => !taken.has(i));
  const agreeing = fitted.reduce((sum, { accepted }) => sum + accepted, 0);
  const score = round(((seen.header ? 1 : 0.9) * (2 * agreeing)) / (columns.length + seen.names.length));
  return { id, columns: fitted, fit: { specification: id, kind: 'register', score, missing, extra } };
}

/** Shipped specifications that the file could be of, the best first. */
export function fitsOf(seen: SeenColumns): readonly Fit[] {
  return shippedSpecifications()
    .flatMap((shipped) => fitOf(shipped, seen) ?? [])
    .filter(({ fit }) => fit.score >= 0.2)
    .sort((a, b) => b.fit.score - a.fit.score || (a.id < b.id ? -1 : 1));
}

/** Below this a specification is no more than a hint. */
export const GOOD_FIT = 0.6;
