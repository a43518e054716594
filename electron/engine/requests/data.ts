import { removeRegister } from '../project/space.ts';
import { qualityReport } from '../quality/report.ts';
import { registersOf } from './dataRegisters.ts';
import { rowsOf } from './dataRows.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type DataRequest = 'data.registers' | 'data.quality' | 'data.rows' | 'data.remove';

export const dataRequests = (session: Session): Pick<RequestHandlers, DataRequest> => ({
  'data.registers': () => answer({ registers: registersOf(session.project()) }),
  'data.quality': ({ register, year }, progress) =>
    answer(
      qualityReport(session.project(), register, year, () => {
        progress.check();
      }),
    ),
  'data.rows': ({ register, year, first }) => answer(rowsOf(session.project(), register, year, first)),
  'data.remove': async ({ register, year }, progress) => {
    await removeRegister(session.project(), register, year, progress);
    return answer({});
  },
});
