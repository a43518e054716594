import { saveDraft, storedDraft } from '../release/tables/draft.ts';
import { compareForTable } from '../release/tables/compared.ts';
import { explainHidden } from '../release/tables/explained.ts';
import { protectForLooking } from '../release/tables/protected.ts';
import { countUnsafe } from '../release/tables/unsafeCount.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type TablesRequest =
  | 'tables.draft'
  | 'tables.saveDraft'
  | 'tables.count'
  | 'tables.explain'
  | 'tables.protect'
  | 'tables.compare';

export const tablesRequests = (session: Session): Pick<RequestHandlers, TablesRequest> => ({
  'tables.draft': () => answer(storedDraft(session.project())),
  'tables.saveDraft': ({ draft }) => {
    saveDraft(session.project(), draft);
    return answer({});
  },
  'tables.count': (asked, progress) => handOver(countUnsafe(session.project(), asked, progress)),
  'tables.explain': async (asked, progress) => answer(await explainHidden(session.project(), asked, progress)),
  'tables.protect': async (asked, progress) => handOver(await protectForLooking(session.project(), asked, progress)),
  'tables.compare': async (asked, progress) =>
    answer({ tried: await compareForTable(session.project(), asked, progress) }),
});
