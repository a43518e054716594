import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type AreasMethod = 'areas.list' | 'areas.geometry';

export const areasHandlers = ({ engine }: ShellParts): Pick<AllHandlers, AreasMethod> => ({
  'areas.list': async (input) => engine.call('areas.list', input),
  'areas.geometry': async (input) => engine.call('areas.geometry', input),
});
