import { useMemo } from 'react';
import type { Inked } from '../../../app/linked/inked.ts';
import { GROUP_COLOURS, useGrouper } from '../model/useGrouper.ts';

/** Every area in its group's colour, those without a group as missing. */
export function useInked(): Inked {
  const { shown } = useGrouper();
  return useMemo(
    () => ({
      classOf: Int32Array.from(shown?.groups ?? [], (group) => (group === 0 ? -1 : (group - 1) % GROUP_COLOURS.length)),
      colours: GROUP_COLOURS,
      version: 0,
    }),
    [shown],
  );
}
