import type { ReactElement } from 'react';
import { useProject } from '../../app/state/project.ts';
import { Contents } from './Contents.tsx';
import { Start } from './Start.tsx';

/** Which projects there are, and what the open one holds. */
export function ProjectScreen(): ReactElement {
  const summary = useProject((state) => state.summary);
  return summary === null ? <Start /> : <Contents summary={summary} />;
}
