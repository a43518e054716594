import type { ReactElement } from 'react';
import { AreasScreen } from '../../features/areas/AreasScreen.tsx';
import { AssessmentScreen } from '../../features/assessment/AssessmentScreen.tsx';
import { EmptyPart } from '../../features/empty/EmptyPart.tsx';
import { ProjectScreen } from '../../features/project/ProjectScreen.tsx';
import type { Part } from '../state/parts.ts';

/** The screen of each part. */
export function Screen({ part }: { readonly part: Part }): ReactElement {
  if (part === 'project') return <ProjectScreen />;
  if (part === 'areas') return <AreasScreen empty={<EmptyPart part="areas" />} />;
  if (part === 'assessment') return <AssessmentScreen />;
  return <EmptyPart part={part} />;
}
