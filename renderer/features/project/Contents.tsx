import type { ReactElement } from 'react';
import { useWhere } from '../../app/state/parts.ts';
import { type ProjectSummary, useProject } from '../../app/state/project.ts';
import { registerName } from '../../i18n/registerName.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import styles from './Contents.module.css';
import { registerMatrix } from './registers.ts';

function Registers({ summary }: { readonly summary: ProjectSummary }): ReactElement {
  const { t, format } = useWords();
  const { years, registers, most } = registerMatrix(summary);
  return (
    <table className={styles['matrix']}>
      <caption>{t('project.registersCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('project.register')}</th>
          {years.map((year) => (
            <th key={year} scope="col">
              {year}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {registers.map(({ register, rows }) => (
          <tr key={register}>
            <th scope="row">{registerName(register, { t })}</th>
            {rows.map((count, at) => (
              <td key={years[at]} data-missing={Number.isNaN(count)}>
                <span
                  className={styles['fill']}
                  style={{ width: `${String(Number.isNaN(count) ? 0 : (100 * count) / most)}%` }}
                />
                <span className={styles['figure']}>{Number.isNaN(count) ? '–' : format.count(count)}</span>
              </td>
            ))}
          </tr>
        ))}
        <tr className={styles['computed']}>
          <th scope="row">{t('project.indicatorsComputed')}</th>
          {years.map((year) => {
            const computed = summary.indicatorYears.includes(year);
            return (
              <td key={year} data-missing={!computed}>
                <span className={styles['figure']}>{computed ? format.count(summary.indicatorCount) : '–'}</span>
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
}

/** What the open project holds, in one picture. */
export function Contents({ summary }: { readonly summary: ProjectSummary }): ReactElement {
  const { t, format } = useWords();
  const go = useWhere((state) => state.go);
  const close = useProject((state) => state.close);
  const ready = summary.indicatorYears.length > 0;
  return (
    <div className={styles['contents']}>
      <header className={styles['head']}>
        <h1>{summary.name}</h1>
        <p className={styles['facts']}>
          {[
            t(summary.synthetic ? 'project.syntheticLong' : 'project.confidentialLong'),
            t('project.personCount', { persons: format.count(summary.persons) }),
          ].join(' · ')}
        </p>
      </header>
      {summary.registers.length === 0 ? <p>{t('project.nothingImported')}</p> : <Registers summary={summary} />}
      {!ready && summary.registers.length > 0 && <p>{t('project.notComputed')}</p>}
      <div className={styles['actions']}>
        {ready && (
          <Button
            kind="primary"
            onClick={() => {
              go('areas');
            }}
          >
            {t('empty.toAreas')}
          </Button>
        )}
        <Button
          onClick={() => {
            void close();
          }}
        >
          {t('project.close')}
        </Button>
      </div>
    </div>
  );
}
