import { type ReactElement, useCallback, useMemo } from 'react';
import { principalComponents } from '../../../../shared/domain/statistics/principal.ts';
import { AreaScatter } from '../../../app/linked/AreaScatter.tsx';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { useGrouper } from '../model/useGrouper.ts';
import { useInked } from './inked.ts';

const COMPONENTS = ['pc1', 'pc2', 'pc3'] as const;
const BEGIN = ['pc1', 'pc2'] as const;

/** Two figures of every area against each other, indicators or principal components of those chosen; a drawn frame chooses areas. */
export function ScatterView(): ReactElement {
  const { t, language, format } = useWords();
  const { data, settings } = useGrouper();
  const inked = useInked();
  const { indicators, areas } = data;
  const components = useMemo(
    () =>
      principalComponents(
        settings.variables.flatMap(({ id }) => indicators.byId.get(id)?.values ?? []),
        COMPONENTS.length,
      ),
    [settings.variables, indicators],
  );
  const choices = useMemo(
    () => [
      ...COMPONENTS.flatMap((value, at) =>
        components.scores[at] === undefined
          ? []
          : [
              {
                value,
                label: t('groups.component', {
                  number: at + 1,
                  share: format.number(100 * (components.shares[at] ?? 0), 0),
                }),
              },
            ],
      ),
      ...indicators.columns.map(({ meta }) => ({ value: meta.id, label: nameWithUnit(meta, { t, language }) })),
    ],
    [components, indicators, t, language, format],
  );
  const columnOf = useCallback(
    (name: string): Float64Array =>
      components.scores[COMPONENTS.findIndex((one) => one === name)] ??
      indicators.byId.get(name)?.values ??
      new Float64Array(areas.count).fill(Number.NaN),
    [components, indicators, areas.count],
  );
  return (
    <AreaScatter
      count={areas.count}
      label={t('groups.scatterLabel')}
      axisLabels={[t('groups.axisX'), t('groups.axisY')]}
      choices={choices}
      columnOf={columnOf}
      begin={BEGIN}
      inked={inked}
    />
  );
}
