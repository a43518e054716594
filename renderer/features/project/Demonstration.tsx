import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { failureText, request } from '../../app/connection/client.ts';
import { useJobs } from '../../app/state/jobs.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { NumberField } from '../../ui/controls/Fields.tsx';
import styles from './Demonstration.module.css';

const LEAST_PERSONS = 20_000;
const MOST_PERSONS = 10_500_000;
const MOST_SEED = 4_294_967_295;

/** Makes the made-up country as a project. It runs as a job; the line at the bottom tells how far it has come. */
export function Demonstration(): ReactElement {
  const { t, language } = useWords();
  const [persons, setPersons] = useState(500_000);
  const [seed, setSeed] = useState(1);
  const [failed, setFailed] = useState<string | null>(null);
  const running = useJobs((state) => state.running);
  const begin = useJobs((state) => state.begin);
  const create = async (): Promise<void> => {
    setFailed(null);
    const answer = await request('demonstration.create', { persons, seed });
    if (answer.ok) begin(answer.data.jobId);
    else setFailed(failureText(answer.error, language));
  };
  return (
    <section aria-labelledby="demonstration">
      <form
        className={styles['demonstration']}
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (running === null) void create();
        }}
      >
        <h1 id="demonstration">{t('project.demonstration')}</h1>
        <p>{t('project.demonstrationWhat')}</p>
        <div className={styles['fields']}>
          <NumberField
            label={t('project.persons')}
            value={persons}
            least={LEAST_PERSONS}
            most={MOST_PERSONS}
            step={10_000}
            onChange={setPersons}
          />
          <NumberField label={t('project.seed')} value={seed} least={0} most={MOST_SEED} onChange={setSeed} />
        </div>
        <p className={styles['quiet']}>{t('project.seedWhy')}</p>
        {failed !== null && (
          <p role="alert" className={styles['failed']}>
            {failed}
          </p>
        )}
        <div>
          <Button submit disabled={running !== null}>
            {t(running === null ? 'project.createDemonstration' : 'project.creating')}
          </Button>
        </div>
      </form>
    </section>
  );
}
