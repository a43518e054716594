import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Pane, SplitPanes } from '../../ui/panes/SplitPanes.tsx';

interface MapAndReadingProps {
  /** The sizes are remembered under this name. */
  readonly id: string;
  readonly map: ReactElement;
  /** Per cent of the width. */
  readonly mapShare: number;
  readonly upper: Pane;
  readonly lower: Pane;
}

/** A map on the left and what is read on the right, in two panes over each other. */
export function MapAndReading({ id, map, mapShare, upper, lower }: MapAndReadingProps): ReactElement {
  const { t } = useWords();
  const separatorLabel = t('frame.resize');
  return (
    <SplitPanes
      id={id}
      direction="horizontal"
      separatorLabel={separatorLabel}
      panes={[
        { id: 'map', label: t('areas.map'), share: mapShare, least: 300, content: map },
        {
          id: 'reading',
          label: '',
          share: 100 - mapShare,
          least: 420,
          stop: false,
          content: (
            <SplitPanes
              id={`${id}-reading`}
              direction="vertical"
              separatorLabel={separatorLabel}
              panes={[upper, lower]}
            />
          ),
        },
      ]}
    />
  );
}
