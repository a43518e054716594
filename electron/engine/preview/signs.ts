import type { Decimal, Delimiter } from '../delimited/dialect.ts';
import type { FieldForm } from './fieldForm.ts';

export type Thousands = '' | ' ' | '.' | ',';

export interface NumberSigns {
  readonly decimal: Decimal;
  readonly thousands: Thousands;
  /** Numbers such as 1.234 that could be read either way, when nothing else in the file tells. */
  readonly unsure: number;
}

/** How often each form occurs in a column. */
export type FormCounts = ReadonlyMap<FieldForm, number>;

/**
 * The decimal sign and the sign between thousands, from all columns together: what can be read one way only decides; a
 * number such as 1.234 follows that, and failing all evidence the habit that goes with the delimiter.
 */
export function numberSigns(
  columns: readonly FormCounts[],
  delimiter: Delimiter,
  given: { readonly decimal?: Decimal | undefined; readonly thousands?: Thousands | undefined },
): NumberSigns {
  const total = (form: FieldForm): number => columns.reduce((sum, column) => sum + (column.get(form) ?? 0), 0);
  const commas = total('decimal-comma') + total('grouped-point');
  const points = total('decimal-point') + total('grouped-comma');
  const unsureCommas = total('unsure-comma');
  const unsurePoints = total('unsure-point');
  const blanks = total('grouped-blank');
  const habit: Decimal = delimiter === ';' || delimiter === '\t' ? ',' : '.';
  let { decimal } = given;
  let unsure = 0;
  if (decimal === undefined) {
    if (commas !== points) decimal = commas > points ? ',' : '.';
    else if (unsureCommas !== unsurePoints && blanks > 0) decimal = unsureCommas > unsurePoints ? ',' : '.';
    else {
      decimal = habit;
      unsure = unsureCommas + unsurePoints;
    }
  }
  const other = decimal === ',' ? '.' : ',';
  const grouped = other === '.' ? total('grouped-point') + unsurePoints : total('grouped-comma') + unsureCommas;
  const strong = other === '.' ? total('grouped-point') : total('grouped-comma');
  let thousands: Thousands = '';
  if (given.thousands !== undefined) ({ thousands } = given);
  else if (blanks > grouped) thousands = ' ';
  else if (grouped > 0 && strong + commas + points + unsure > 0) thousands = other;
  return { decimal, thousands, unsure: given.thousands === undefined && grouped > strong ? unsure : 0 };
}

/** True when a text of this form is a number under these signs. */
export function isNumberForm(form: FieldForm, { decimal, thousands }: NumberSigns): boolean {
  if (form === 'integer' || form === 'padded') return true;
  if (form === 'decimal-comma' || form === 'decimal-point')
    return form === (decimal === ',' ? 'decimal-comma' : 'decimal-point');
  if (form === 'unsure-comma') return decimal === ',' || thousands === ',';
  if (form === 'unsure-point') return decimal === '.' || thousands === '.';
  if (form === 'grouped-blank') return thousands === ' ';
  if (form === 'grouped-point') return thousands === '.';
  return form === 'grouped-comma' && thousands === ',';
}

/** The number that a text of a number's form stands for. */
export function numberOf(text: string, { decimal, thousands }: NumberSigns): number {
  let plain = text.replace('\u2212', '-');
  if (thousands === ' ') plain = plain.replaceAll(/[ \u00A0\u202F\u2009]/gu, '');
  else if (thousands !== '') plain = plain.replaceAll(thousands, '');
  return Number(decimal === ',' ? plain.replace(',', '.') : plain);
}
