import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { listen } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/**
 * Takes files that are dropped anywhere on the screen. The page only says yes to the drop; which files they are main tells,
 * by ids (docs/adr/0020).
 */
export function DropZone({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useWords();
  const begin = useWizard((state) => state.begin);
  const [over, setOver] = useState(false);
  const [nothing, setNothing] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const free = (): boolean => useJobs.getState().running === null;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event) || !free()) return;
      depth.current += 1;
      setOver(true);
    };
    const leave = (): void => {
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (holdsFiles(event) && free()) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', hover);
    document.addEventListener('drop', drop);
    const deaf = listen('data.dropped', ({ files }) => {
      setNothing(files.length === 0);
      begin(files);
    });
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', hover);
      document.removeEventListener('drop', drop);
      deaf();
    };
  }, [begin]);
  return (
    <div className={styles['zone']}>
      {nothing && (
        <p role="alert" className={styles['nothing']}>
          {t('data.dropNothing')}
        </p>
      )}
      {children}
      {over && (
        <div className={styles['over']}>
          <p>{t('data.dropHere')}</p>
        </div>
      )}
    </div>
  );
}
