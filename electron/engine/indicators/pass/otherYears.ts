/*
 * Registers of other years stand beside those of the year that is computed, under names of their own: person@-1 is the
 * person register of the year before. So all that reads, joins and places knows nothing of years.
 */

const MARK = '@';

export interface RegisterName {
  readonly register: string;
  /** Years from the year that is computed: -1 the year before. */
  readonly offset: number;
}

export function splitName(name: string): RegisterName {
  const [register = name, offset] = name.split(MARK);
  return { register, offset: offset === undefined ? 0 : Number(offset) };
}

/** The same register `years` later, or earlier when below 0. */
export function shifted(name: string, years: number): string {
  const { register, offset } = splitName(name);
  const moved = offset + years;
  return moved === 0 ? register : `${register}${MARK}${String(moved)}`;
}
