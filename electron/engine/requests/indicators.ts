import { indicatorCatalogue, indicatorMatrix, indicatorValues } from '../indicators/matrix.ts';
import { correlationMatrix } from '../../../shared/domain/statistics/correlationMatrix.ts';
import { computeAgain } from './indicatorsCompute.ts';
import { detailsOf } from './indicatorsDetails.ts';
import { overviewOf } from './indicatorsOverview.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type IndicatorsRequest =
  | 'indicators.catalogue'
  | 'indicators.values'
  | 'indicators.overview'
  | 'indicators.details'
  | 'indicators.correlations'
  | 'indicators.compute';

export const indicatorsRequests = (session: Session): Pick<RequestHandlers, IndicatorsRequest> => ({
  'indicators.catalogue': () => answer(indicatorCatalogue(session.projectOrNull())),
  'indicators.values': ({ level, year }) => handOver(indicatorValues(session.project(), level, year)),
  'indicators.overview': ({ level, year }) => handOver(overviewOf(session.project(), level, year)),
  'indicators.details': ({ id, level, year }) => handOver(detailsOf(session.project(), id, level, year)),
  'indicators.correlations': ({ level, year, kind }) => {
    const { ids, columns } = indicatorMatrix(session.project(), level, year);
    const { correlation, pairs } = correlationMatrix(columns, kind);
    return handOver({ ids: [...ids], correlation, areas: pairs });
  },
  'indicators.compute': ({ bySex }, progress) => {
    computeAgain(session.project(), bySex, progress);
    return answer({});
  },
});
