import type { ShellParts } from '../../shell.ts';
import type { Handlers } from '../router.ts';

type AreasMethod = 'areas.list' | 'areas.geometry';

export const areasHandlers = ({ engine }: ShellParts): Pick<Handlers, AreasMethod> => ({
  'areas.list': async (input) => engine.call('areas.list', input),
  'areas.geometry': async (input) => engine.call('areas.geometry', input),
});
