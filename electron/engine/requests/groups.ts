import { listGroupings, removeGrouping, saveGrouping } from '../groups/savedGroupings.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type GroupsRequest = 'groups.list' | 'groups.save' | 'groups.remove';

export const groupsRequests = (session: Session): Pick<RequestHandlers, GroupsRequest> => ({
  'groups.list': () => answer({ groupings: listGroupings(session.project()) }),
  'groups.save': (input) => answer(saveGrouping(session.project(), input)),
  'groups.remove': ({ id }) => {
    removeGrouping(session.project(), id);
    return answer({});
  },
});
