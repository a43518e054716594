import { enterPackage, enterTable } from '../release/flow/enter.ts';
import { readTimeline } from '../release/ledger/timeline.ts';
import { withPersonKey } from '../release/persons/personKey.ts';
import { plannedIn } from './releases.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type LedgerRequest = 'ledger.read' | 'ledger.enter';

/** What can be asked of an organisation's ledger; to read it no project is needed. */
export const ledgerRequests = (session: Session): Pick<RequestHandlers, LedgerRequest> => ({
  'ledger.read': ({ folder }) => answer(readTimeline(folder)),
  'ledger.enter': async ({ folder, key, passphrase, kind, source, table, columns, select }, progress) => {
    const project = session.project();
    const plan = plannedIn(project);
    const { tables } = await withPersonKey(key, passphrase, (person) => {
      const options = { plan, folder, person };
      if (kind === 'package') return enterPackage(project, source, options, progress);
      const input = { select: new Map(select.map(({ variable, value }) => [variable, value])) };
      const match = new Map(columns.map(({ category, column }) => [category, column]));
      return enterTable(project, source, table, input, match, options);
    });
    return answer({ tables: tables.map(({ id, cells, published }) => ({ id, cells, published })) });
  },
});
