import type { ReactElement } from 'react';
import { isTextKey, text } from '../../../../shared/texts/text.ts';
import type { Ended as EndedJob } from '../../../app/state/jobs.ts';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useData } from '../model/data.ts';
import { type Outcome, useWizard } from '../model/wizard.ts';
import { placedFailure } from './placedFailure.ts';
import styles from './Wizard.module.css';

function BadRows({ badRows }: { readonly badRows: Outcome['badRows'] }): ReactElement | null {
  const { t, language, format } = useWords();
  if (badRows.length === 0) return null;
  return (
    <table className={styles['small']}>
      <caption>{t('data.badRows', { number: format.count(badRows.length) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('data.file')}</th>
          <th scope="col" data-number="true">
            {t('data.line')}
          </th>
          <th scope="col">{t('data.column')}</th>
          <th scope="col">{t('data.wrong')}</th>
        </tr>
      </thead>
      <tbody>
        {badRows.map(({ file, line, column, rule }, i) => {
          const key = `import.rule.${rule}`;
          return (
            <tr key={`${String(i)} ${String(line)}`}>
              <th scope="row">{file}</th>
              <td data-number="true">{line === 0 ? '' : format.count(line)}</td>
              <td>{column ?? ''}</td>
              <td>{isTextKey(key) ? text(language, key) : rule}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What came of an import, and the way on. */
export function Ended({ ended }: { readonly ended: EndedJob }): ReactElement {
  const { t, language, format } = useWords();
  const { outcome, close, again } = useWizard();
  const show = useData((state) => state.show);
  const done = ended.outcome === 'done';
  const first = outcome?.registers[0];
  const title = done ? 'data.endedDone' : ended.outcome === 'cancelled' ? 'data.endedCancelled' : 'data.endedFailed';
  return (
    <ScrollRegion label={t(title)}>
      <div className={styles['ended']}>
        <h2>{t(title)}</h2>
        {ended.outcome === 'cancelled' && <p>{t('job.cancelled')}</p>}
        {ended.outcome === 'failed' && ended.error !== null && (
          <>
            <p role="alert" className={styles['failed']}>
              {placedFailure(ended.error, language)}
            </p>
            {outcome?.hints.map(
              ({ key, parameters }) => isTextKey(key) && <p key={key}>{text(language, key, parameters)}</p>,
            )}
            <p>{t('data.unchanged')}</p>
          </>
        )}
        {outcome?.registers.map(({ register, year, rows, refused }) => (
          <p key={`${register} ${String(year)}`}>
            {t('data.tookIn', {
              register: registerName(register, { t }),
              year,
              rows: format.count(rows),
              refused: format.count(refused),
            })}
          </p>
        ))}
        {done && outcome?.registers.length === 0 && <p>{t('data.tookInFiles', { files: outcome.files.join(', ') })}</p>}
        <div className={styles['actions']}>
          {done && first !== undefined && (
            <Button
              kind="primary"
              onClick={() => {
                show({ kind: 'year', register: first.register, year: first.year });
                close();
              }}
            >
              {t('data.toQuality')}
            </Button>
          )}
          {!done && (
            <Button
              kind="primary"
              onClick={() => {
                again(ended.outcome === 'cancelled' ? 'import' : 'columns');
              }}
            >
              {t('data.toColumns')}
            </Button>
          )}
          <Button
            onClick={() => {
              show({ kind: 'registers' });
              close();
            }}
          >
            {t('data.toRegisters')}
          </Button>
        </div>
        {outcome !== null && <BadRows badRows={outcome.badRows} />}
      </div>
    </ScrollRegion>
  );
}
