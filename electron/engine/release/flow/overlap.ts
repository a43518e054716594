import type { JointTable } from '../../../../shared/domain/release/jointTable.ts';
import type { Overlap } from '../../../../shared/domain/release/links.ts';
import type { Condition } from '../../../../shared/schemas/condition.ts';
import type { IndicatorDefinition, Join } from '../../../../shared/schemas/indicator.ts';
import type { Subject } from '../../../../shared/schemas/ledger.ts';
import { computeFrom } from '../../indicators/pass/year.ts';
import { startTeam } from '../../indicators/pass/team.ts';
import { planYears } from '../../indicators/plan.ts';
import { projectSource } from '../../indicators/projectSource.ts';
import { definitionIn } from '../../indicators/variants.ts';
import { yearAreas } from '../../indicators/yearAreas.ts';
import { versionOf } from '../../areas/store.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { canonicalJson } from '../persons/signed.ts';
import { rowOverlap } from './rowOverlap.ts';

/** Which records a column counts: a condition; or, null, those of the total that no other column counts. */
interface Column {
  readonly code: string;
  readonly where: Condition | null;
}

interface Counted {
  readonly joins: readonly Join[];
  /** The total first. */
  readonly columns: readonly Column[];
}

const EVERYTHING: Condition = { all: [] };

type Category = Extract<Subject['content'], { kind: 'register' }>['division']['categories'][number];

const conditionOf = (variable: string, { values, from, to }: Category): Condition =>
  values !== undefined ? { in: values, variable } : { between: [from ?? -1e9, to ?? 1e9], value: { variable } };

/** The conditions of a table's columns; null where they are no conditions on records (rates over other registers). */
function countedBy({ content, definition }: Subject, year: number, codes: readonly string[]): Counted | null {
  const total = codes[0] ?? '';
  if (definition === null) {
    if (content.kind !== 'register' || content.further !== undefined || content.where !== undefined) return null;
    const { variable, categories, rest, groups } = content.division;
    if (groups !== undefined) return null;
    const own = categories.map((category) => ({ code: category.code, where: conditionOf(variable, category) }));
    const others = rest === undefined ? [] : [{ code: rest.code, where: null }];
    return { joins: [], columns: [{ code: total, where: EVERYTHING }, ...own, ...others] };
  }
  const { measure, population, joins = [], missing } = definitionIn(definition, year);
  if (measure.kind !== 'share' || measure.weight !== undefined) return null;
  const { numerator } = measure;
  // Known is true where the numerator is true or false, and unknown where it is unknown.
  const known: Condition = { any: [numerator, { not: numerator }] };
  const whole: Condition = missing === 'leave-out' ? { all: [population.where, known] } : population.where;
  const [yes = '', no = ''] = codes.slice(1);
  return {
    joins,
    columns: [
      { code: total, where: whole },
      { code: yes, where: { all: [population.where, numerator] } },
      { code: no, where: null },
    ],
  };
}

/** The joins of two tables together; null where one name stands for two things. */
function joinsOf(one: readonly Join[], other: readonly Join[]): readonly Join[] | null {
  const byName = new Map(one.map((join) => [join.name, join]));
  for (const join of other) {
    const known = byName.get(join.name);
    if (known !== undefined && canonicalJson(known) !== canonicalJson(join)) return null;
    byName.set(join.name, join);
  }
  return [...byName.values()];
}

const NAMELESS = { sv: '-', en: '-' };

/** The share of the records of one condition that also fulfil another. */
const shareOf = (
  id: string,
  register: string,
  joins: readonly Join[],
  where: Condition,
  numerator: Condition,
): IndicatorDefinition => ({
  version: 1,
  id,
  revision: 1,
  name: NAMELESS,
  note: NAMELESS,
  source: '-',
  factor: 'background',
  direction: 0,
  unit: 'percent',
  decimals: 0,
  problemVariable: false,
  exampleThreshold: null,
  reference: { time: NAMELESS, carryYears: 0 },
  joins: [...joins],
  population: { register, where },
  measure: { kind: 'share', numerator },
  missing: 'count-as-no',
});

/** Records that two columns both count, by the code of an area of the finest level; key: two positions of columns. */
type Shared = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What two columns of two tables have in common, per area of the first; null where it cannot be counted. */
type InBoth = (i: number, j: number) => Float64Array | null;

const at = (i: number, j: number): string => `${String(i)} ${String(j)}`;

/** Counts of the areas that hold no others, added up in those above them. */
function addedUp({ codes, parents }: JointTable['areas'], of: (code: string) => number): Float64Array {
  const counts = new Float64Array(codes.length);
  const above = new Set(parents);
  for (const [leaf, code] of codes.entries()) {
    if (above.has(leaf)) continue;
    const count = of(code.slice(code.indexOf(':') + 1));
    for (let area = leaf; area >= 0; area = parents[area] ?? -1) counts[area] = (counts[area] ?? 0) + count;
  }
  return counts;
}

/**
 * Counts in the microdata how many records two columns of tables of one register have in common, area by area: not the
 * counts of the tables but the records themselves tell whether one population lies within another. All columns of two
 * tables are counted in one pass per year that both count. Null where the tables are of different registers, of no common year, or no
 * conditions on records.
 */
export function overlapIn(project: Project, subjects: ReadonlyMap<JointTable, Subject>, progress: Progress): Overlap {
  const rows = rowOverlap(project, progress);
  const between = (one: JointTable, other: JointTable): InBoth | null => {
    const [first, second] = [subjects.get(one), subjects.get(other)];
    if (first === undefined || second === undefined || first.register !== second.register) return null;
    const years = first.years.filter((year) => second.years.includes(year));
    if (years.length === 0) return null;
    if (first.definition === null && second.definition === null) return rows(one, first, other, second);
    const [own, others] = [one.columns.codes, other.columns.codes];
    const shared = years.map((year) => countShared(project, year, [first, own], [second, others], progress));
    return (i, j) => {
      const counts = shared.flatMap((of) => of?.get(at(i, j)) ?? []);
      if (counts.length < years.length) return null;
      return addedUp(one.areas, (code) => counts.reduce((sum, of) => sum + (of.get(code) ?? 0), 0));
    };
  };
  // All columns of two tables are asked about one after the other.
  let latest: { readonly one: JointTable; readonly other: JointTable; readonly shared: InBoth | null } | undefined;
  return (one, i, other, j) => {
    if (latest?.one !== one || latest.other !== other) latest = { one, other, shared: between(one, other) };
    return latest.shared?.(i, j) ?? null;
  };
}

/** A table by what it counts and the codes of its columns. */
type CountedColumns = readonly [subject: Subject, codes: readonly string[]];

function countShared(
  project: Project,
  year: number,
  [one, oneCodes]: CountedColumns,
  [other, otherCodes]: CountedColumns,
  progress: Progress,
): Shared | null {
  if (versionOf(project, year) !== one.division) return null;
  const [first, second] = [countedBy(one, year, oneCodes), countedBy(other, year, otherCodes)];
  const joins = first === null || second === null ? null : joinsOf(first.joins, second.joins);
  if (first === null || second === null || joins === null) return null;
  if (first.columns.length !== oneCodes.length || second.columns.length !== otherCodes.length) return null;
  const sources = first.columns.flatMap((a, i) =>
    second.columns.flatMap((b, j) =>
      a.where === null || b.where === null
        ? []
        : [{ file: '', definition: shareOf(`c-${String(i)}-${String(j)}`, one.register, joins, a.where, b.where) }],
    ),
  );
  const { frame } = yearAreas(project, year);
  const { level } = one;
  const { problems } = planYears(sources, [year], project.store.registers(), () => frame, level === 'deso');
  if (problems.length > 0) return null;
  const { values } = computeFrom(projectSource(project, year, progress), frame, sources, [level], {
    team: startTeam(0),
    progress,
  });
  const shared = new Map<string, Map<string, number>>();
  for (const [id, byLevel] of values) {
    const [, i = '', j = ''] = id.split('-');
    const counts = byLevel.get(level)?.numerator;
    const byCode = frame.areas[level].map(({ code }, position): [string, number] => {
      const count = counts?.[position] ?? 0;
      return [code, Number.isNaN(count) ? 0 : count];
    });
    shared.set(at(Number(i), Number(j)), new Map(byCode));
  }
  complete(shared, first.columns, second.columns);
  return shared;
}

/** Columns without a condition of their own: the total without the other columns. */
function complete(shared: Map<string, Map<string, number>>, first: readonly Column[], second: readonly Column[]): void {
  const rest = (parts: readonly (ReadonlyMap<string, number> | undefined)[]): Map<string, number> => {
    const [whole, ...others] = parts;
    return new Map(
      [...(whole ?? [])].map(([code, count]) => [
        code,
        others.reduce((left, part) => left - (part?.get(code) ?? 0), count),
      ]),
    );
  };
  const own = (columns: readonly Column[]): number[] =>
    [...columns.keys()].filter((i) => i > 0 && columns[i]?.where !== null);
  const without = (columns: readonly Column[]): number => columns.findIndex(({ where }) => where === null);
  const [i, j] = [without(first), without(second)];
  if (i >= 0)
    for (const b of second.keys())
      if (second[b]?.where !== null)
        shared.set(at(i, b), rest([shared.get(at(0, b)), ...own(first).map((a) => shared.get(at(a, b)))]));
  if (j >= 0)
    for (const a of first.keys())
      shared.set(at(a, j), rest([shared.get(at(a, 0)), ...own(second).map((b) => shared.get(at(a, b)))]));
}
