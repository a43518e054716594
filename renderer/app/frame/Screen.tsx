import type { ReactElement } from 'react';
import { EmptyPart } from '../../features/empty/EmptyPart.tsx';
import type { Part } from '../state/parts.ts';

/** The screen of each part. */
export function Screen({ part }: { readonly part: Part }): ReactElement {
  return <EmptyPart part={part} />;
}
