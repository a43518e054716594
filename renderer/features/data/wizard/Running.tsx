import type { ReactElement } from 'react';
import { isTextKey, text } from '../../../../shared/texts/text.ts';
import { type Job, secondsLeft, useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ProgressBar } from '../../../ui/controls/ProgressBar.tsx';
import { Ended } from './Ended.tsx';
import styles from './Wizard.module.css';

/** The step whose progress is counted in bytes of the files. */
const READING = 'import.step.read';
const LEAST_SECONDS = 0.5;

function Progress({ job }: { readonly job: Job }): ReactElement {
  const { t, language, format } = useWords();
  const cancel = useJobs((state) => state.cancel);
  const step = isTextKey(job.step) ? text(language, job.step) : t('job.working');
  const share = job.total > 0 ? job.done / job.total : 0;
  const left = secondsLeft(job);
  const timed = job.step === READING && job.stepSeconds >= LEAST_SECONDS;
  const figures = [
    [t('data.done'), format.share(share)],
    [t('data.rows'), job.rows === undefined ? '–' : format.count(job.rows)],
    [
      t('data.speed'),
      timed ? t('data.megabytesPerSecond', { speed: format.number(job.done / 1e6 / job.stepSeconds, 0) }) : '–',
    ],
    [t('data.timeLeft'), left === null ? '–' : format.duration(left)],
  ] as const;
  return (
    <div className={styles['running']}>
      <h2>{step}</h2>
      <ProgressBar label={step} share={share} />
      <dl className={styles['figures']}>
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['quiet']}>{t('data.untilDone')}</p>
      <div>
        <Button
          disabled={job.cancelling}
          onClick={() => {
            void cancel();
          }}
        >
          {t(job.cancelling ? 'job.cancelling' : 'data.stop')}
        </Button>
      </div>
    </div>
  );
}

/** An import under way, or what came of it. */
export function Running({ jobId }: { readonly jobId: string }): ReactElement | null {
  const running = useJobs((state) => state.running);
  const ended = useJobs((state) => state.ended);
  if (running?.jobId === jobId) return <Progress job={running} />;
  return ended?.jobId === jobId ? <Ended ended={ended} /> : null;
}
