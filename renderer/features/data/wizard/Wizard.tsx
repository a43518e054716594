import { type ReactElement, useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { type Step, STEPS, useWizard } from '../model/wizard.ts';
import { ColumnsStep } from './ColumnsStep.tsx';
import { DifferencesStep } from './DifferencesStep.tsx';
import { FileStep } from './FileStep.tsx';
import { ImportStep } from './ImportStep.tsx';
import { placedFailure } from './placedFailure.ts';
import { Running } from './Running.tsx';
import styles from './Wizard.module.css';

const CONTENT: Readonly<Record<Step, () => ReactElement | null>> = {
  file: FileStep,
  columns: ColumnsStep,
  differences: DifferencesStep,
  import: ImportStep,
};

/** From picked files to an import: how they are written, what their columns are, what differs from last year, go. */
export function Wizard(): ReactElement {
  const { t, language } = useWords();
  const { files, seen, step, busy, failure, jobId, go, close } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  const at = STEPS.indexOf(step);
  const Content = CONTENT[step];
  const name = files[0]?.name ?? '';
  const turn = (next: Step): void => {
    go(next);
    heading.current?.focus();
  };
  const before = seen?.differences?.year;
  const stepName = (each: Step): string =>
    each === 'differences' && before !== undefined
      ? t('data.step.differencesFrom', { year: before ?? t('data.theSpecification') })
      : t(`data.step.${each}`);
  return (
    <div className={styles['wizard']}>
      <header className={styles['head']}>
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {files.length > 1 ? t('data.takeMany', { name, more: files.length - 1 }) : t('data.takeOne', { name })}
        </h1>
        {jobId === null && (
          <Button kind="quiet" onClick={close}>
            {t('data.cancel')}
          </Button>
        )}
      </header>
      {jobId === null ? (
        <>
          <nav className={styles['steps']} aria-label={t('data.steps')}>
            <ol>
              {STEPS.map((each, i) => (
                <li key={each}>
                  <button
                    type="button"
                    className={styles['step']}
                    aria-current={each === step ? 'step' : undefined}
                    disabled={seen === null && each !== 'file'}
                    onClick={() => {
                      turn(each);
                    }}
                  >
                    <span className={styles['number']}>{i + 1}</span>
                    {stepName(each)}
                  </button>
                </li>
              ))}
            </ol>
            <span className={styles['turn']}>
              <output className={styles['quiet']}>{busy && seen === null ? t('data.looking') : ''}</output>
              <Button
                disabled={at === 0}
                onClick={() => {
                  turn(STEPS[at - 1] ?? 'file');
                }}
              >
                {t('data.back')}
              </Button>
              {step !== 'import' && (
                <Button
                  kind="primary"
                  disabled={seen === null || failure !== null}
                  onClick={() => {
                    turn(STEPS[at + 1] ?? 'import');
                  }}
                >
                  {t('data.next')}
                </Button>
              )}
            </span>
          </nav>
          {failure !== null && (
            <p role="alert" className={styles['failure']}>
              {placedFailure(failure, language)}
            </p>
          )}
          <Content />
        </>
      ) : (
        <Running jobId={jobId} />
      )}
    </div>
  );
}
