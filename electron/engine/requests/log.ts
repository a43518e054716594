import { MOST_LOG_ENTRIES } from '../../../shared/ipc/log.ts';
import type { LogDetails } from '../project/log.ts';
import { kindOfAction } from '../project/logKinds.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

const LONGEST = 4000;

const textsOf = (value: LogDetails[string]): readonly string[] =>
  (typeof value === 'object' ? value : [String(value)]).map((one) => one.slice(0, LONGEST));

/** What can be asked of the open project's log. */
export const logRequests = (session: Session): Pick<RequestHandlers, 'log.read'> => ({
  'log.read': () => {
    const project = session.project();
    const entries = project.log();
    return answer({
      broken: project.brokenLogEntry() ?? null,
      total: entries.length,
      head: project.logHead(),
      entries: entries
        .slice(-MOST_LOG_ENTRIES)
        .toReversed()
        .map(({ position, at, action, details }) => ({
          position,
          at,
          action,
          kind: kindOfAction(action),
          details: Object.entries(details).map(([name, value]) => ({ name, values: [...textsOf(value)] })),
        })),
    });
  },
});
