import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type IndicatorsMethod =
  | 'indicators.catalogue'
  | 'indicators.values'
  | 'indicators.overview'
  | 'indicators.details'
  | 'indicators.correlations'
  | 'indicators.compute';

export const indicatorsHandlers = ({ engine, jobs }: ShellParts): Pick<AllHandlers, IndicatorsMethod> => ({
  'indicators.catalogue': async () => engine.call('indicators.catalogue', {}),
  'indicators.values': async (input) => engine.call('indicators.values', input),
  'indicators.overview': async (input) => engine.call('indicators.overview', input),
  'indicators.details': async (input) => engine.call('indicators.details', input),
  'indicators.correlations': async (input) => engine.call('indicators.correlations', input),
  // Asked of the engine that has the project open, which gives it to a thread beside its own.
  'indicators.compute': (input) => ({
    jobId: jobs.start(async (_own, options) => {
      await engine.call('indicators.compute', input, options);
      return null;
    }),
  }),
});
