import type { ReactElement } from 'react';
import type { SeiMethod } from '../../../../shared/schemas/method.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Sei.module.css';

const PARTS = [0, 1, 2] as const;

function withPart(method: SeiMethod, part: 0 | 1 | 2, id: string): SeiMethod {
  const ids = [...method.indicators];
  const other = ids.indexOf(id);
  // The one that is taken from another place changes places with it: no part stands twice.
  if (other >= 0) ids[other] = ids[part] ?? id;
  ids[part] = id;
  const [first, second, third] = ids;
  if (first === undefined || second === undefined || third === undefined) return method;
  return { ...method, indicators: [first, second, third] };
}

/** The three parts of the socio-economic index, and the mean and spread that make the area types. */
export function SeiPane({ data }: { readonly data: AreaData }): ReactElement {
  const { t, language, format } = useWords();
  const tuner = useTuner();
  const method = useTuned(({ settings }) => settings.sei);
  const result = useTuned(({ live }) => live.sei);
  const choices = data.indicators.columns
    .filter(({ meta }) => meta.direction === 1 && meta.unit === 'percent')
    .map(({ meta }) => ({ value: meta.id, label: meta.name[language] }));
  return (
    <ScrollRegion label={t('assessment.parts')}>
      <div className={styles['pane']}>
        <p>{t('assessment.seiMeans')}</p>
        {PARTS.map((part) => (
          <Select
            key={part}
            label={t('assessment.part', { number: part + 1 })}
            value={method.indicators[part]}
            choices={choices}
            searchable
            nothingFound={t('assessment.nothingFound')}
            onChange={(id) => {
              if (id === method.indicators[part]) return;
              tuner.step((settings) => ({ ...settings, sei: withPart(settings.sei, part, id) }));
            }}
          />
        ))}
        {result !== undefined && (
          <dl className={styles['figures']}>
            <dt>{t('assessment.mean')}</dt>
            <dd>{format.number(result.mean, 2)}</dd>
            <dt>{t('assessment.sd')}</dt>
            <dd>{format.number(result.sd, 2)}</dd>
          </dl>
        )}
        <p className={styles['note']}>{t('assessment.seiTypes')}</p>
      </div>
    </ScrollRegion>
  );
}
