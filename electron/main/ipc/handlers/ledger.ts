import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type LedgerMethod = 'organisation.choose' | 'ledger.read';

export const ledgerHandlers = ({ engine, releasePlaces }: ShellParts): Pick<AllHandlers, LedgerMethod> => ({
  'organisation.choose': async () => ({ chosen: await releasePlaces.choose('organisation') }),
  'ledger.read': async ({ organisation }) =>
    engine.call('ledger.read', { folder: releasePlaces.pathOf('organisation', organisation) }),
});
