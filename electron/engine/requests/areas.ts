import { areaGeometry } from '../areas/geometry.ts';
import { listAreas } from '../areas/list.ts';
import { handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type AreasRequest = 'areas.list' | 'areas.geometry';

export const areasRequests = (session: Session): Pick<RequestHandlers, AreasRequest> => ({
  'areas.list': ({ level, year, division }) => handOver(listAreas(session.project(), level, year, division)),
  'areas.geometry': ({ level, year, division }) => handOver(areaGeometry(session.project(), level, year, division)),
});
