import { useMemo } from 'react';
import type { Inked } from '../../../app/linked/inked.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { MapClasses } from '../map/useClasses.ts';
import { useEveryFrame } from '../model/useTuner.ts';

/** What every further view of the assessment is given. */
export interface ViewProps {
  readonly data: AreaData;
  readonly classes: MapClasses;
  readonly decimals: number;
  /** The same figures as a table instead of a picture. */
  readonly asTable: boolean;
}

/** Every area in its colour on the map; new in every frame in which something has changed. */
export function useInked({ colours }: MapClasses): Inked {
  const { classOf, version } = useEveryFrame();
  return useMemo(() => ({ classOf, colours, version }), [classOf, colours, version]);
}
