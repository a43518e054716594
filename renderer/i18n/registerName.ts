import type { WordKey, Words } from './words.ts';

const REGISTERS: Readonly<Record<string, WordKey>> = {
  person: 'register.person',
  hushall: 'register.hushall',
  lagenhet: 'register.lagenhet',
  elever: 'register.elever',
  rostande: 'register.rostande',
  brott: 'register.brott',
  omrade: 'register.omrade',
};

/** What people call a register; one of their own goes by the name they gave it. */
export function registerName(register: string, { t }: Pick<Words, 't'>): string {
  const key = Object.hasOwn(REGISTERS, register) ? REGISTERS[register] : undefined;
  return key === undefined ? register : t(key);
}
