import type { ReactElement } from 'react';
import { isTextKey, text } from '../../../shared/texts/text.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { ProgressBar } from '../../ui/controls/ProgressBar.tsx';
import { failureText } from '../connection/client.ts';
import { type Ended, type Job, secondsLeft, useJobs } from '../state/jobs.ts';
import { useNotice } from '../state/notice.ts';
import styles from './JobLine.module.css';

function Running({ job }: { readonly job: Job }): ReactElement {
  const { t, language, format } = useWords();
  const cancel = useJobs((state) => state.cancel);
  const step = isTextKey(job.step) ? text(language, job.step) : t('job.working');
  const share = job.total > 0 ? job.done / job.total : 0;
  const left = secondsLeft(job);
  return (
    <>
      <span className={styles['step']}>{step}</span>
      <ProgressBar label={step} share={share} width={240} />
      <span className={styles['figures']}>
        {format.share(share)}
        {left === null ? '' : ` · ${t('job.left', { time: format.duration(left) })}`}
      </span>
      <Button
        size="small"
        disabled={job.cancelling}
        onClick={() => {
          void cancel();
        }}
      >
        {job.cancelling ? t('job.cancelling') : t('job.cancel')}
      </Button>
    </>
  );
}

function Finished({ ended }: { readonly ended: Ended }): ReactElement {
  const { t, language } = useWords();
  const dismiss = useJobs((state) => state.dismiss);
  const said =
    ended.outcome === 'failed' && ended.error !== null
      ? failureText(ended.error, language)
      : t(ended.outcome === 'cancelled' ? 'job.cancelled' : 'job.done');
  return (
    <>
      <span className={ended.outcome === 'failed' ? styles['failed'] : ''}>{said}</span>
      <Button size="small" kind="quiet" onClick={dismiss}>
        {t('job.dismiss')}
      </Button>
    </>
  );
}

/** What runs in the background: progress, time left, cancel. Stands empty when nothing does. */
export function JobLine(): ReactElement {
  const { t } = useWords();
  const running = useJobs((state) => state.running);
  const ended = useJobs((state) => state.ended);
  const said = useNotice((state) => state.said);
  const outcome = ended === null ? '' : t(`job.${ended.outcome}`);
  return (
    <footer className={styles['line']} data-pane="job" tabIndex={-1} aria-label={t('job.line')}>
      {running !== null && <Running job={running} />}
      {running === null && ended !== null && <Finished ended={ended} />}
      {running === null && ended === null && said === null && <span className={styles['idle']}>{t('job.none')}</span>}
      {said !== null && <span className={styles['notice']}>{t(said)}</span>}
      <output className={styles['said']}>{said === null ? outcome : t(said)}</output>
    </footer>
  );
}
