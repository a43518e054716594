import { frequencySystem } from '../../../../shared/domain/tables/system.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { unsafeCells } from '../../../../shared/domain/disclosure/unsafe/unsafeCells.ts';
import { DEFAULT_RULES, type DisclosureRules } from '../../../../shared/domain/disclosure/rules.ts';
import type { CellSystem } from '../../../../shared/domain/tables/system.ts';
import type { LedgerTable, Subject } from '../../../../shared/schemas/ledger.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { tryDefinition } from '../../indicators/tryDefinition.ts';
import { silent } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { areaTable } from '../areaTable.ts';
import { measuresOf } from '../../../../shared/schemas/releasedIds.ts';
import { countSystem } from '../count/countSystem.ts';
import { placesOf, yesAndNo } from '../countTable.ts';
import { type CountedTable, countedBlock } from './counted.ts';

const COUNTS = 'antal';

/** The table of the plan that a subject came from, with one measure. */
function tableOf({ level, content }: Subject, measure: string): ReleaseTable | null {
  const table: ReleaseTable = { id: 'tidigare', title: { sv: '', en: '' }, level, content };
  if (content.kind !== 'register') return table;
  const wanted = measuresOf(table).find((own) => (own.kind === 'count' ? COUNTS : own.id) === measure);
  return wanted === undefined ? null : { ...table, content: { ...content, measures: [wanted] } };
}

interface Recounted {
  readonly system: CellSystem;
  readonly rows: Float64Array;
}

function systemOf(project: Project, subject: Subject, measure: string): Recounted | null {
  const { years, level, definition } = subject;
  const year = years.at(-1) ?? 0;
  const table = tableOf(subject, measure);
  if (table === null) return null;
  if (definition === null) {
    const { system, blocks } = countSystem(project, year, [table]);
    return { system, rows: blocks[0]?.rows ?? system.values };
  }
  const tried = tryDefinition(project, { file: '', definition }, { year, level }, silent);
  if (tried.outcome === null) return null;
  const { numerator, n } = tried.outcome.values;
  const counts = yesAndNo(table.id, definition.id, numerator, n);
  const system = frequencySystem(areaTable(table, placesOf(project, year, table), counts));
  return { system, rows: system.values };
}

/**
 * Counts a table that left earlier once more from the project's own records, an indicator by the definition that it had
 * then; null when that cannot be done here, because a register or an area key is not in the project.
 */
export function recount(
  project: Project,
  subject: Subject,
  { measure, rules, minFrequency }: Pick<LedgerTable, 'measure' | 'rules' | 'minFrequency'>,
): CountedTable | null {
  try {
    const found = systemOf(project, subject, measure?.name ?? COUNTS);
    if (found === null) return null;
    const { system, rows } = found;
    const under: DisclosureRules = rules ?? { ...DEFAULT_RULES, minFrequency };
    return countedBlock(system, 0, unsafeCells(system, under), rows);
  } catch (cause) {
    if (cause instanceof UserError && cause.kind !== 'cancelled') return null;
    throw cause;
  }
}
