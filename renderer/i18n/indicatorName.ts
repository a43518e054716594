import type { Output } from '../../shared/ipc/contract.ts';
import type { Words } from './words.ts';

type Meta = Output<'indicators.catalogue'>['indicators'][number];

const plain = (written: string): string => written.toLocaleLowerCase('sv').replaceAll(/[\s\u00a0\u202f,]/gu, '');

/** The unit where it must be said; rates often say theirs in the name ("Anmälda brott per 1 000 invånare"). */
export function unitBeside(meta: Meta, { t, language }: Pick<Words, 't' | 'language'>): string {
  const unit = t(`unit.${meta.unit}`);
  return meta.unit === 'per1000' && plain(meta.name[language]).includes(plain(unit)) ? '' : unit;
}

/** The indicator's name with its unit, for headings of figures without units of their own. */
export function nameWithUnit(meta: Meta, words: Pick<Words, 't' | 'language'>): string {
  const unit = unitBeside(meta, words);
  // "1 000" stays on one line.
  const name = meta.name[words.language].replaceAll(/(?<=\d) (?=\d{3})/gu, '\u00a0');
  return unit === '' ? name : `${name}, ${unit}`;
}
