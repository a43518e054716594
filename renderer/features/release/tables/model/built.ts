import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { divisionFault, startDivision } from './divisions.ts';
import { isOpen } from './filters.ts';
import { dividing, type Registers } from './registers.ts';

export type RegisterContent = Extract<ReleaseTable['content'], { kind: 'register' }>;

/** A table as it stands in the form: one step of what can be undone. */
export interface Built {
  readonly year: number;
  readonly table: ReleaseTable;
  /** The title is the person's own; else it follows what is chosen. */
  readonly ownTitle: boolean;
  /** The id is the person's own; else it follows the title when the table is laid into the draft. */
  readonly ownId: boolean;
  /** The id that it has in the draft; null for one that is not there. */
  readonly inDraft: string | null;
}

/** A table of the draft as it stands in the form: all of it, by its own title and id. */
export const openedFrom = (table: ReleaseTable, year: number): Built => ({
  year,
  table,
  ownTitle: true,
  ownId: true,
  inDraft: table.id,
});

/** What is still to be chosen before the table can be counted. */
export type Missing =
  | 'variable'
  | 'classes'
  | 'codes'
  | 'indicator'
  | 'title'
  | 'id'
  | 'filter'
  | 'sum'
  | 'words'
  | 'linked'
  | 'cell'
  | 'waiver';

/** With the areas, a table has six dimensions at most. */
export const MOST_DIVISIONS = 5;

export const divisionsOf = ({ division, further }: RegisterContent): RegisterContent['division'][] => [
  division,
  ...(further ?? []),
];

export function withDivisions(
  content: RegisterContent,
  [first, ...further]: readonly RegisterContent['division'][],
): RegisterContent {
  const { further: _before, ...own } = content;
  return { ...own, division: first ?? own.division, ...(further.length === 0 ? {} : { further }) };
}

/** What a plan takes as an id. */
const isId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,79}$/u.test(text);

const isBlank = (text: string | undefined): boolean => text?.trim() === '';

const hasBlank = (text: { readonly sv: string; readonly en: string } | undefined): boolean =>
  isBlank(text?.sv) || isBlank(text?.en);

export function missingIn(built: Built): Missing | null {
  const { id, title, linked, cells = {}, waivers = [] } = built.table;
  if (hasBlank(title)) return 'title';
  if (!isId(id)) return 'id';
  const content = missingContent(built);
  if (content !== null) return content;
  if (linked !== undefined && !isId(linked)) return 'linked';
  const named = [
    ...(cells.published ?? []),
    ...(cells.preferred ?? []),
    ...(cells.costs ?? []).map(({ cell }) => cell),
  ];
  if ([...named, ...waivers.map(({ cell }) => cell)].some(isBlank)) return 'cell';
  return waivers.some(({ reason, approvedBy }) => isBlank(reason) || isBlank(approvedBy)) ? 'waiver' : null;
}

function missingContent({ table: { content } }: Built): Missing | null {
  if (content.kind === 'indicator') return content.indicator === '' ? 'indicator' : null;
  for (const division of divisionsOf(content)) {
    const fault = divisionFault(division);
    if (fault !== null) return fault;
    const { name, categories, rest, groups = [] } = division;
    const said = [name, rest?.label, ...[...categories, ...groups].map(({ label }) => label)];
    if (said.some(hasBlank)) return 'words';
  }
  const variables = divisionsOf(content).map(({ variable }) => variable);
  if (new Set(variables).size < variables.length) return 'variable';
  if ((content.where ?? []).some(isOpen)) return 'filter';
  const { measures = [] } = content;
  if (measures.some((measure) => measure.kind === 'sum' && measure.variable === '')) return 'sum';
  const ids = measures.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (ids.some((id) => !isId(id)) || new Set(ids).size < ids.length) return 'id';
  return measures.some(({ label, unit }) => hasBlank(label) || hasBlank(unit)) ? 'words' : null;
}

/** An id for a plan from a text: small letters, digits and hyphens, and another one than those there are. */
export function idFrom(text: string, taken: ReadonlySet<string>): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 70);
  const base = plain === '' ? 'tabell' : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${String(number)}`;
    if (!taken.has(id)) return id;
  }
}

/** Registers that have something to divide by, best first: persons, then in the order that they stand. */
export function startContent(registers: Registers, year: number, wanted?: string): RegisterContent | null {
  const fit = registers.filter((one) => one.years.includes(year) && dividing(registers, one.register, year).length > 0);
  const chosen =
    fit.find(({ register }) => register === (wanted ?? 'person')) ?? (wanted === undefined ? fit[0] : undefined);
  if (chosen === undefined) return null;
  const variables = dividing(registers, chosen.register, year);
  const first =
    variables.find(({ type, codes }) => type === 'category' && codes.length >= 2 && codes.length <= 12) ?? variables[0];
  return first === undefined ? null : { kind: 'register', register: chosen.register, division: startDivision(first) };
}
