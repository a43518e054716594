import type { AskedTable } from '../../../../../shared/ipc/tables.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { useOrganisation } from '../../model/organisation.ts';
import type { Built } from './built.ts';
import { useDraft } from './draft.ts';

/** Tables of the draft that are protected together with this one: those with its word, as they stand there. */
export function linkedWith({ table, inDraft }: Built, drafted: readonly ReleaseTable[]): ReleaseTable[] {
  const { linked } = table;
  return linked === undefined ? [] : drafted.filter((one) => one.linked === linked && one.id !== inDraft);
}

/** What a table that is being put together is asked about with: what it is linked to, and whose rules hold. */
export function askedOf(built: Built): AskedTable {
  const { year, table } = built;
  const drafted = useDraft.getState().history?.present.tables ?? [];
  const organisation = useOrganisation.getState().chosen?.fileId ?? null;
  return { year, table, linked: linkedWith(built, drafted), organisation };
}
