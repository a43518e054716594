import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type GroupsMethod = 'groups.list' | 'groups.save' | 'groups.remove';

export const groupsHandlers = ({ engine }: ShellParts): Pick<AllHandlers, GroupsMethod> => ({
  'groups.list': async () => engine.call('groups.list', {}),
  'groups.save': async (input) => engine.call('groups.save', input),
  'groups.remove': async (input) => engine.call('groups.remove', input),
});
