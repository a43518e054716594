import { type ReactElement, useMemo } from 'react';
import { indicatorsOf } from '../../../../shared/domain/assess/assess.ts';
import { methodOf } from '../../../../shared/domain/tuning/settings.ts';
import { AreaParallel } from '../../../app/linked/AreaParallel.tsx';
import { useWords } from '../../../i18n/words.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useTuned } from '../model/useTuner.ts';
import { useMethodNames } from '../model/names.ts';
import { useEffectiveIds } from './effectiveIds.ts';
import { AreaTable } from './AreaTable.tsx';
import { useInked, type ViewProps } from './shown.ts';

/** Axes that still can be told apart in a pane. */
const MOST = 8;

/** Every area as a line over the indicators that weigh most; a brush along an axis chooses areas. */
export function ParallelView({ data, classes, asTable }: ViewProps): ReactElement {
  const { t, language } = useWords();
  const { name } = useMethodNames();
  const inked = useInked(classes);
  const all = useTuned(({ settings }) => indicatorsOf(methodOf(settings)).join(' '));
  const weightiest = useEffectiveIds(all, MOST);
  const columns = useMemo(
    () =>
      weightiest.flatMap((id) => {
        const column = data.indicators.byId.get(id);
        return column === undefined
          ? []
          : [{ id, name: name(id), values: column.values, decimals: column.meta.decimals, meta: column.meta }];
      }),
    [weightiest, data, name],
  );
  if (asTable)
    return (
      <AreaTable
        data={data}
        label={t('assessment.view.parallel')}
        columns={columns.map(({ id, meta, values, decimals }) => ({
          id,
          header: nameWithUnit(meta, { t, language }),
          decimals,
          value: (row) => values[row] ?? Number.NaN,
        }))}
      />
    );
  return (
    <AreaParallel
      count={data.areas.count}
      label={t('assessment.parallelSaid', { count: columns.length })}
      columns={columns}
      inked={inked}
    />
  );
}
