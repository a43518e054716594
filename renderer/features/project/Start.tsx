import { type ReactElement, useEffect, useState } from 'react';
import { failureText, request } from '../../app/connection/client.ts';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Demonstration } from './Demonstration.tsx';
import { type Closed, Unlock } from './Unlock.tsx';
import styles from './Start.module.css';

function RecentProjects({
  chosen,
  onChoose,
}: {
  readonly chosen: Closed | null;
  readonly onChoose: (project: Closed) => void;
}): ReactElement {
  const { t, format } = useWords();
  const projects = useProject((state) => state.recent);
  const findRecent = useProject((state) => state.findRecent);
  useEffect(() => {
    void findRecent();
  }, [findRecent]);
  if (projects === null) return <p className={styles['quiet']}>{t('project.lookingForRecent')}</p>;
  if (projects.length === 0) return <p className={styles['quiet']}>{t('project.noRecent')}</p>;
  return (
    <ul className={styles['recent']}>
      {projects.map((project) => (
        <li key={project.fileId} data-chosen={chosen?.fileId === project.fileId}>
          <button
            type="button"
            className={styles['project']}
            aria-expanded={chosen?.fileId === project.fileId}
            onClick={() => {
              onChoose(project);
            }}
          >
            <span className={styles['name']}>{project.name}</span>
            <span className={styles['quiet']}>
              {project.synthetic ? t('frame.synthetic') : t('project.confidential')}
            </span>
            <span className={styles['moment']}>{format.moment(project.lastOpened)}</span>
          </button>
          {chosen?.fileId === project.fileId && <Unlock project={chosen} />}
        </li>
      ))}
    </ul>
  );
}

/** No project is open: recent ones, a file, or the demonstration country. */
export function Start(): ReactElement {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<Closed | null>(null);
  const [fromFile, setFromFile] = useState<Closed | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const answer = await request('project.choose', {});
    setFailed(answer.ok ? null : failureText(answer.error, language));
    if (!answer.ok || answer.data.chosen === null) return;
    setChosen(null);
    setFromFile({ ...answer.data.chosen, knownPassphrase: null });
  };
  return (
    <div className={styles['start']}>
      <section className={styles['open']} aria-labelledby="project-open">
        <div className={styles['head']}>
          <h1 id="project-open">{t('project.open')}</h1>
          <Button
            kind="primary"
            onClick={() => {
              void choose();
            }}
          >
            {t('project.chooseFile')}
          </Button>
        </div>
        {failed !== null && (
          <p role="alert" className={styles['failed']}>
            {failed}
          </p>
        )}
        {fromFile !== null && (
          <div className={styles['file']}>
            <p className={styles['name']}>{fromFile.name}</p>
            <Unlock project={fromFile} />
          </div>
        )}
        <h2>{t('project.recent')}</h2>
        <RecentProjects
          chosen={chosen}
          onChoose={(project) => {
            setFromFile(null);
            setChosen(project);
          }}
        />
      </section>
      <Demonstration />
    </div>
  );
}
