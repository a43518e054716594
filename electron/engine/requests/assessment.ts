import { readMethodText } from '../assessments/readMethodText.ts';
import { listAssessments, removeAssessment, saveAssessment } from '../assessments/savedAssessments.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type AssessmentRequest = 'assessment.list' | 'assessment.save' | 'assessment.remove' | 'assessment.read';

export const assessmentRequests = (session: Session): Pick<RequestHandlers, AssessmentRequest> => ({
  'assessment.list': () => answer({ assessments: [...listAssessments(session.project())] }),
  'assessment.save': (input) => answer(saveAssessment(session.project(), input)),
  'assessment.remove': ({ id }) => {
    removeAssessment(session.project(), id);
    return answer({});
  },
  'assessment.read': ({ text }) => answer(readMethodText(text)),
});
