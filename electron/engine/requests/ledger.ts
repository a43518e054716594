import { readTimeline } from '../release/ledger/timeline.ts';
import { answer, type RequestHandlers } from './request.ts';

/** What can be asked of an organisation's ledger, with or without a project. */
export const ledgerRequests = (): Pick<RequestHandlers, 'ledger.read'> => ({
  'ledger.read': ({ folder }) => answer(readTimeline(folder)),
});
