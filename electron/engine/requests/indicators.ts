import { indicatorCatalogue, indicatorValues } from '../indicators/matrix.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type IndicatorsRequest = 'indicators.catalogue' | 'indicators.values';

export const indicatorsRequests = (session: Session): Pick<RequestHandlers, IndicatorsRequest> => ({
  'indicators.catalogue': () => answer(indicatorCatalogue(session.projectOrNull())),
  'indicators.values': ({ level, year }) => handOver(indicatorValues(session.project(), level, year)),
});
