import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { AreaScatter } from '../../../app/linked/AreaScatter.tsx';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { indicatorsOf } from '../../../../shared/domain/assess/assess.ts';
import { methodOf } from '../../../../shared/domain/tuning/settings.ts';
import { useEveryFrame } from '../model/useTuner.ts';
import { AreaTable } from './AreaTable.tsx';
import { useInked, type ViewProps } from './shown.ts';

const SCORE = ' score';

/** The score against an indicator, or any two indicators; a drawn frame chooses areas. */
export function ScatterView({ data, classes, decimals, asTable }: ViewProps): ReactElement {
  const { t, language } = useWords();
  const { live, version, settings } = useEveryFrame();
  const inked = useInked(classes);
  const { indicators, areas } = data;
  const [begin] = useState((): readonly [string, string] => [indicatorsOf(methodOf(settings))[0] ?? SCORE, SCORE]);
  const scoreName = t(`assessment.score.${settings.kind}`);
  const choices = useMemo(
    () => [
      { value: SCORE, label: scoreName },
      ...indicators.columns.map(({ meta }) => ({ value: meta.id, label: nameWithUnit(meta, { t, language }) })),
    ],
    [indicators, scoreName, t, language],
  );
  // The scores are written over in place: with every version they are another column.
  const scores = useMemo(() => ({ version, values: live.scores }), [version, live.scores]);
  const columnOf = useCallback(
    (name: string): Float64Array =>
      name === SCORE
        ? scores.values
        : (indicators.byId.get(name)?.values ?? new Float64Array(areas.count).fill(Number.NaN)),
    [indicators, areas.count, scores],
  );
  if (asTable)
    return (
      <AreaTable
        data={data}
        label={t('assessment.view.scatter')}
        columns={[
          { id: SCORE, header: scoreName, decimals, value: (row) => scores.values[row] ?? Number.NaN },
          ...indicatorsOf(methodOf(settings)).flatMap((id) => {
            const column = indicators.byId.get(id);
            return column === undefined
              ? []
              : [
                  {
                    id,
                    header: nameWithUnit(column.meta, { t, language }),
                    decimals: column.meta.decimals,
                    value: (row: number) => column.values[row] ?? Number.NaN,
                  },
                ];
          }),
        ]}
      />
    );
  return (
    <AreaScatter
      count={areas.count}
      label={t('assessment.scatterSaid')}
      axisLabels={[t('assessment.axisX'), t('assessment.axisY')]}
      choices={choices}
      columnOf={columnOf}
      begin={begin}
      inked={inked}
    />
  );
}
