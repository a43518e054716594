import type { FrequencyTable } from '../../../../shared/domain/tables/table.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { Subject } from '../../../../shared/schemas/ledger.ts';
import type { ReleaseTable } from '../../../../shared/schemas/releasePlan.ts';
import { tryDefinition } from '../../indicators/tryDefinition.ts';
import { silent } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { areaTable } from '../areaTable.ts';
import { countTable, placesOf, yesAndNo } from '../countTable.ts';

/**
 * Counts a table that left earlier once more from the project's own records, an indicator by the definition that it had
 * then; null when that cannot be done here, because a register or an area key is not in the project.
 */
export function recount(project: Project, { years, level, content, definition }: Subject): FrequencyTable | null {
  const year = years.at(-1) ?? 0;
  const table: ReleaseTable = { id: 'tidigare', title: { sv: '', en: '' }, level, content };
  try {
    if (definition === null) return countTable(project, year, table);
    const tried = tryDefinition(project, { file: '', definition }, { year, level }, silent);
    if (tried.outcome === null) return null;
    const { numerator, n } = tried.outcome.values;
    return areaTable(table, placesOf(project, year, table), yesAndNo(table.id, definition.id, numerator, n));
  } catch (cause) {
    if (cause instanceof UserError && cause.kind !== 'cancelled') return null;
    throw cause;
  }
}
