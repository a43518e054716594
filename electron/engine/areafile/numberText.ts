/** A number as machine files hold it: up to 15 significant digits, decimal point; empty for a missing one. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  return String(Number(value.toPrecision(15)) + 0);
}

/** A field of a comma-separated file, in quotes when it has to be. */
export const fieldText = (field: string): string =>
  /[",\r\n]/u.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/** JSON whose numbers hold up to 15 significant digits; NaN and infinities become null. Ends with a line break. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (_key, held: unknown) => (typeof held === 'number' ? roundedNumber(held) : plain(held)), 2)}\n`;

const roundedNumber = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(15)) + 0 : null;

/** Typed arrays are lists in JSON. */
const plain = (value: unknown): unknown =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array ? [...value] : value;
