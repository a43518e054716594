import type { Output } from '../../../../shared/ipc/contract.ts';
import { jobsWithOutcome } from '../../jobOutcome.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type LedgerMethod = Extract<keyof AllHandlers, `ledger.${string}`>;

export const ledgerHandlers = ({ engine, jobs, releasePlaces }: ShellParts): Pick<AllHandlers, LedgerMethod> => {
  const { pathOf } = releasePlaces;
  const entries = jobsWithOutcome<NonNullable<Output<'ledger.entered'>['tables']>>(jobs);
  return {
    'ledger.read': async ({ organisation }) =>
      engine.call('ledger.read', { folder: pathOf('organisation', organisation) }),
    'ledger.enter': ({ organisation, key, passphrase, source, table, columns, select }) => {
      const { kind } = source;
      const input = {
        folder: pathOf('organisation', organisation),
        key: pathOf('personKey', key),
        passphrase,
        kind,
        source: pathOf(kind, source.fileId),
        table,
        columns,
        select,
      };
      const enter = entries.start(async (_own, options) => (await engine.call('ledger.enter', input, options)).tables);
      return { jobId: enter };
    },
    'ledger.entered': ({ jobId }) => ({ tables: entries.take(jobId) }),
  };
};
