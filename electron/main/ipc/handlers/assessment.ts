import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type AssessmentMethod = 'assessment.list' | 'assessment.save' | 'assessment.remove' | 'assessment.read';

export const assessmentHandlers = ({ engine }: ShellParts): Pick<AllHandlers, AssessmentMethod> => ({
  'assessment.list': async () => engine.call('assessment.list', {}),
  'assessment.save': async (input) => engine.call('assessment.save', input),
  'assessment.remove': async (input) => engine.call('assessment.remove', input),
  'assessment.read': async (input) => engine.call('assessment.read', input),
});
