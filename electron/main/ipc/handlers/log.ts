import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

export const logHandlers = ({ engine }: ShellParts): Pick<AllHandlers, 'log.read'> => ({
  'log.read': async () => engine.call('log.read', {}),
});
