import { UserError } from '../../../shared/errors/errors.ts';
import { inTransaction } from '../project/database.ts';
import { removeRegisterYear } from '../store/writer.ts';
import { registersOf } from './dataRegisters.ts';
import { rowsOf } from './dataRows.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type DataRequest = 'data.registers' | 'data.rows' | 'data.remove';

export const dataRequests = (session: Session): Pick<RequestHandlers, DataRequest> => ({
  'data.registers': () => answer({ registers: registersOf(session.project()) }),
  'data.rows': ({ register, year, first }) => answer(rowsOf(session.project(), register, year, first)),
  'data.remove': async ({ register, year }) => {
    const project = session.project();
    await inTransaction(project, (database) => {
      if (!removeRegisterYear(database, register, year))
        throw new UserError('input', 'store.noRegister', { register, year });
      project.appendLog('remove', { register, year });
      return Promise.resolve();
    });
    return answer({});
  },
});
