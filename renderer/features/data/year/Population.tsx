import type { ReactElement } from 'react';
import type { PopulationCheck } from '../../../../shared/schemas/quality.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import styles from './Year.module.css';

const FARTHEST = 8;
const LEAST_SPAN = 0.02;
const WIDTH = 1000;
const HEIGHT = 44;

/** Persons counted against the population that the area key knows: each municipality as a stroke, the farthest by name. */
export function Population({ population }: { readonly population: PopulationCheck }): ReactElement {
  const { t, language, format } = useWords();
  const { nation, municipalities, version } = population;
  const known = municipalities.flatMap((one) =>
    one.difference === null ? [] : [{ ...one, difference: one.difference }],
  );
  const span = known.reduce((most, { difference }) => Math.max(most, Math.abs(difference)), LEAST_SPAN);
  const percent = (share: number): string => `${format.number(100 * share, 1)} %`;
  const at = (difference: number): number => (WIDTH * (difference / span + 1)) / 2;
  const farthest = known.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, FARTHEST);
  return (
    <section>
      <h2>{text(language, 'quality.section.population')}</h2>
      <p>
        {t('data.populationNation', {
          counted: format.count(nation.counted),
          known: format.count(nation.known),
          version,
          difference: nation.difference === null ? '–' : percent(nation.difference),
        })}
      </p>
      {known.length > 0 && (
        <figure className={styles['strip']}>
          <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden="true">
            <line className={styles['middle']} x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} />
            {known.map(({ code, difference }) => (
              <line
                key={code}
                className={styles['stroke']}
                x1={at(difference)}
                x2={at(difference)}
                y1={8}
                y2={HEIGHT - 8}
              />
            ))}
          </svg>
          <figcaption>
            <span>{percent(-span)}</span>
            <span>{t('data.populationStrip', { number: format.count(known.length) })}</span>
            <span>{percent(span)}</span>
          </figcaption>
        </figure>
      )}
      <Table
        caption={t('data.populationFarthest')}
        columns={[
          { key: 'name', header: t('data.municipality') },
          { key: 'known', header: t('data.known'), number: true },
          { key: 'counted', header: t('data.counted'), number: true },
          { key: 'difference', header: t('data.difference'), number: true },
        ]}
        rows={farthest.map((one) => ({
          key: one.code,
          cells: [
            `${one.name} ${one.code}`,
            format.count(one.known),
            format.count(one.counted),
            percent(one.difference),
          ],
        }))}
      />
    </section>
  );
}
