import shipped from '../../../resources/rules/quality.json' with { type: 'json' };
import {
  type QualityFinding,
  type QualityReport,
  type QualityRule,
  type QualityRuleSetting,
  qualityRulesSchema,
} from '../../../shared/schemas/quality.ts';

/** The limits that hold where the specification says nothing: they warn. */
export const DEFAULT_RULES: readonly QualityRuleSetting[] = qualityRulesSchema.parse(shipped).rules;

/** Something that a rule can be held against. */
interface Observation {
  readonly rule: QualityRule;
  readonly variable: string | null;
  readonly subject: string | null;
  readonly rows: number;
  readonly observed: number;
}

type Judged = Omit<QualityReport, 'findings'>;

/** Rows with a number below 0, by variable. */
export type Negatives = ReadonlyMap<string, number>;

const observation = (
  rule: QualityRule,
  variable: string | null,
  rows: number,
  observed: number,
  subject: string | null = null,
): Observation => ({ rule, variable, subject, rows, observed });

function* ofColumns({ columns, rows }: Judged, negatives: Negatives): Generator<Observation> {
  const share = (count: number): number => (rows.kept === 0 ? 0 : count / rows.kept);
  for (const { variable, missing, missingShare, drift } of columns) {
    yield observation('missing', variable, missing, missingShare);
    const below = negatives.get(variable);
    if (below !== undefined) yield observation('negative', variable, below, share(below));
    if (drift === null) continue;
    yield observation('missing-drift', variable, missing, Math.abs(drift.missing));
    const filled = rows.kept - missing;
    if (drift.psi !== null) yield observation('distribution-drift', variable, filled, drift.psi);
    if (drift.location !== null) yield observation('location-drift', variable, filled, Math.abs(drift.location));
    if (drift.newCodes !== null)
      yield observation('new-codes', variable, Math.round(drift.newCodes.share * filled), drift.newCodes.share);
    if (drift.vanishedCodes !== null)
      yield observation('vanished-codes', variable, 0, drift.vanishedCodes.share, String(drift.vanishedCodes.count));
    if (drift.coding !== null)
      yield observation(
        'changed-coding',
        variable,
        filled,
        drift.coding === 'recoded' || drift.coding === 'swapped' ? 1 : 0,
        drift.coding,
      );
  }
}

function* ofAreas({ areas, population, rows }: Judged): Generator<Observation> {
  const share = (count: number): number => (rows.kept === 0 ? 0 : count / rows.kept);
  for (const area of areas) {
    const { variable, version, unknownRows, otherVersionRows, otherVersions, otherDivision } = area;
    if (version === null) continue;
    if (area.missingDivision !== null)
      yield observation('missing-division', variable, rows.kept, 1, area.missingDivision);
    yield observation('unknown-area', variable, unknownRows, share(unknownRows), version);
    const others = otherVersions.map((other) => other.version).join(', ');
    yield observation('wrong-area-version', variable, otherVersionRows, share(otherVersionRows), others || version);
    yield observation('other-division', variable, otherDivision.rows, share(otherDivision.rows), version);
  }
  if (population === null) return;
  const { nation, municipalities } = population;
  if (nation.difference !== null)
    yield observation('population-nation', null, Math.abs(nation.counted - nation.known), Math.abs(nation.difference));
  for (const { code, name, known, counted, difference } of municipalities)
    if (difference !== null)
      yield observation(
        'population-municipality',
        null,
        Math.abs(counted - known),
        Math.abs(difference),
        `${code} ${name}`,
      );
}

function* ofRegister({ rows, key, links, comparison }: Judged): Generator<Observation> {
  const read = rows.read === 0 ? 1 : rows.read;
  yield observation('refused-rows', null, rows.refused, rows.refused / read);
  if (key !== null) yield observation('duplicate-key', key.variables.join(', '), key.duplicates, key.duplicates / read);
  for (const { variable, register, checked, orphans, share } of links)
    if (checked) yield observation('orphan', variable, orphans, share, register);
  if (comparison === null) return;
  const { newColumns, vanishedColumns, changedOrder, changedTypes } = comparison;
  for (const [rule, columns] of [
    ['new-column', newColumns],
    ['vanished-column', vanishedColumns],
    ['changed-order', changedOrder],
  ] as const)
    yield observation(
      rule,
      null,
      columns.length,
      columns.length,
      columns.length === 0 ? null : columns.join(', ').slice(0, 500),
    );
  for (const { variable, before, now } of changedTypes)
    yield observation('changed-type', variable, 0, 1, `${before} → ${now}`);
}

/** The setting that holds: for the variable before for all, the specification's before the shipped one. */
function settingFor(
  { rule, variable }: Observation,
  own: readonly QualityRuleSetting[],
): { readonly setting: QualityRuleSetting; readonly source: QualityFinding['source'] } | undefined {
  const among = (settings: readonly QualityRuleSetting[]): QualityRuleSetting | undefined =>
    settings.findLast((one) => one.rule === rule && one.variable !== undefined && one.variable === variable) ??
    settings.findLast((one) => one.rule === rule && one.variable === undefined);
  const given = among(own);
  if (given !== undefined) return { setting: given, source: 'specification' };
  const fallback = among(DEFAULT_RULES);
  return fallback === undefined ? undefined : { setting: fallback, source: 'default' };
}

const ORDER = { stop: 0, warn: 1, ok: 2 } as const;

/**
 * Holds the rules against what was found: a finding where a limit is passed, and where the specification's own is kept. What
 * stops comes first, then what warns, each in the order of the report.
 */
export function findingsOf(
  report: Judged,
  own: readonly QualityRuleSetting[],
  negatives: Negatives,
): readonly QualityFinding[] {
  const findings: QualityFinding[] = [];
  for (const one of [...ofRegister(report), ...ofAreas(report), ...ofColumns(report, negatives)]) {
    const held = settingFor(one, own);
    if (held === undefined) continue;
    const { above, then } = held.setting;
    const state = one.observed > above ? then : 'ok';
    // Areas of a municipality that keep the limit would be many lines that say nothing.
    if (state === 'ok' && (held.source === 'default' || one.rule === 'population-municipality')) continue;
    findings.push({ ...one, above, state, source: held.source, places: [] });
  }
  return findings.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}
