import { type ReactElement, useEffect } from 'react';
import { MapAndReading } from '../../../app/frame/MapAndReading.tsx';
import { MapPane } from '../../../app/indicatorMap/MapPane.tsx';
import { type AreaData, useAreas } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { unitBeside } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { type Details, useIndicators } from '../model/indicators.ts';
import { Coverage } from './Coverage.tsx';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import { IndicatorBar } from './IndicatorBar.tsx';
import { OwnDefinition } from './OwnDefinition.tsx';
import styles from './Page.module.css';
import { SelectedArea, useAreaFacts } from './SelectedArea.tsx';
import { ValuesPane } from './ValuesPane.tsx';
import { YearTable } from './YearTable.tsx';

interface PageProps {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
}

/** What by sex there is, or the way to it. */
function BySex({ column, details }: { readonly column: IndicatorColumn; readonly details: Details }): ReactElement {
  const { t, format } = useWords();
  const compute = useIndicators((state) => state.compute);
  const running = useJobs((state) => state.running !== null);
  const { women, men, definition } = details;
  const { decimals } = column.meta;
  if (definition.bySex === undefined) return <p className={styles['quiet']}>{t('indicators.notBySex')}</p>;
  if (women === null || men === null)
    return (
      <div className={styles['notYet']}>
        <p className={styles['quiet']}>{t('indicators.sexNotComputed')}</p>
        <Button
          disabled={running}
          onClick={() => {
            void compute(true);
          }}
        >
          {t('indicators.computeBySex')}
        </Button>
      </div>
    );
  return (
    <dl className={styles['sexes']}>
      <dt>{t('indicators.women')}</dt>
      <dd>{format.number(women.nation, decimals)}</dd>
      <dt>{t('indicators.men')}</dt>
      <dd>{format.number(men.nation, decimals)}</dd>
      <dt>{t('indicators.difference')}</dt>
      <dd>{format.number(women.nation - men.nation, decimals)}</dd>
    </dl>
  );
}

interface AboutProps {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
  readonly details: Details;
  readonly year: number;
}

function About({ data, column, details, year }: AboutProps): ReactElement {
  const words = useWords();
  const { t, format, language } = words;
  const { meta, nation } = column;
  return (
    <ScrollRegion label={t('indicators.about')}>
      <div className={styles['about']}>
        <header className={styles['head']}>
          <div>
            <p className={styles['factor']}>{t(`factor.${meta.factor}`)}</p>
            <h1>{meta.name[language]}</h1>
          </div>
          <p className={styles['nation']}>
            <span className={styles['quiet']}>{t('areas.nation')}</span> <b>{format.number(nation, meta.decimals)}</b>{' '}
            <span className={styles['quiet']}>{unitBeside(meta, words)}</span>
          </p>
        </header>
        <p className={styles['note']} data-copyable>
          {meta.note[language]}
        </p>
        <SelectedArea data={data} column={column} details={details} />
        <div className={styles['columns']}>
          <section>
            <h2>{t('indicators.definition')}</h2>
            <OwnDefinition details={details} />
            <Facts definition={details.definition} file={details.file} />
            <h2>{t('indicators.history')}</h2>
            <History column={column} details={details} />
          </section>
          <section>
            <h2>{t('indicators.overTime')}</h2>
            <YearTable meta={meta} details={details} />
            <h2>{t('indicators.womenAndMen')}</h2>
            <BySex column={column} details={details} />
            <h2>{t('indicators.coverage')}</h2>
            <Coverage column={column} details={details} year={year} />
          </section>
        </div>
      </div>
    </ScrollRegion>
  );
}

/** One indicator: its map, its definition in words, the years, both sexes, what it rests on, and every area's value. */
export function IndicatorPage({ data, column }: PageProps): ReactElement {
  const { t } = useWords();
  const { details, loadDetails } = useIndicators();
  const pick = useAreas((state) => state.pick);
  const { id } = column.meta;
  useEffect(() => {
    pick(id);
    void loadDetails(id, data.level, data.year);
  }, [pick, loadDetails, id, data]);
  const shown = details?.definition.id === id && details.contributors.length === data.areas.count ? details : null;
  const more = useAreaFacts({ column, details: shown });
  return (
    <>
      <IndicatorBar data={data} column={column} />
      <div className={styles['panes']}>
        <MapAndReading
          id="indicator"
          map={<MapPane data={data} picked={column} focus={null} more={more} />}
          mapShare={34}
          upper={{
            id: 'about',
            label: t('indicators.about'),
            share: 60,
            least: 160,
            content:
              shown === null ? (
                <output className={styles['waiting']}>{t('indicators.loading')}</output>
              ) : (
                <About data={data} column={column} details={shown} year={data.year} />
              ),
          }}
          lower={{
            id: 'values',
            label: t('indicators.values'),
            share: 40,
            least: 140,
            content: shown === null ? null : <ValuesPane data={data} column={column} details={shown} />,
          }}
        />
      </div>
    </>
  );
}
