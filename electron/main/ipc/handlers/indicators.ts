import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type IndicatorsMethod = 'indicators.catalogue' | 'indicators.values';

export const indicatorsHandlers = ({ engine }: ShellParts): Pick<AllHandlers, IndicatorsMethod> => ({
  'indicators.catalogue': async () => engine.call('indicators.catalogue', {}),
  'indicators.values': async (input) => engine.call('indicators.values', input),
});
