import { type ReactElement, useMemo } from 'react';
import { AreaParallel } from '../../../app/linked/AreaParallel.tsx';
import { useWords } from '../../../i18n/words.ts';
import { colourOf, useGrouper } from '../model/useGrouper.ts';
import { useInked } from './inked.ts';

/** Every area as a line over the indicators in its group's colour, the groups' means as thick ones; a brush along an axis chooses. */
export function ParallelView(): ReactElement {
  const { t, language } = useWords();
  const { data, settings, shown } = useGrouper();
  const inked = useInked();
  const columns = useMemo(
    () =>
      settings.variables.flatMap(({ id }) => {
        const column = data.indicators.byId.get(id);
        return column === undefined
          ? []
          : [{ name: column.meta.name[language], values: column.values, decimals: column.meta.decimals }];
      }),
    [settings.variables, data, language],
  );
  const means = useMemo(
    () =>
      (shown?.profiles ?? []).map(({ group, indicators }) => ({
        colour: colourOf(group),
        values: indicators.map(({ mean }) => mean),
      })),
    [shown],
  );
  return (
    <AreaParallel
      count={data.areas.count}
      label={t('groups.parallelLabel', { count: columns.length })}
      columns={columns}
      inked={inked}
      means={means}
    />
  );
}
