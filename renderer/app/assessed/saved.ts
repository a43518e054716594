import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { request } from '../connection/client.ts';
import { savedStore } from '../saving/savedStore.ts';

export type SavedAssessment = Output<'assessment.save'>;

/** Assessments that have been saved in the project. */
export const useSaved = savedStore<SavedAssessment, Input<'assessment.save'>>({
  list: async () => {
    const answer = await request('assessment.list', {});
    return answer.ok ? { ok: true, data: answer.data.assessments } : answer;
  },
  save: (assessment) => request('assessment.save', assessment),
  remove: (id) => request('assessment.remove', { id }),
});
