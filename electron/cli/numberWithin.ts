import { UserError } from '../../shared/errors/errors.ts';

/** A number that an option gives, with decimal point or comma. @throws UserError when it is none, or outside */
export function numberWithin(option: string, written: string, least: number, most: number, whole = false): number {
  const value = /^\d+([.,]\d+)?$/u.test(written) ? Number(written.replace(',', '.')) : Number.NaN;
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new UserError('input', 'uncertainty.badNumber', { option, least, most });
  return value;
}
