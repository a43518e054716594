import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

/** The specification that the files are read by, when the person has opened one. */
export function Opened(): ReactElement {
  const { t } = useWords();
  const { opened, open, leave } = useWizard();
  return (
    <>
      <h2>{t('data.specification')}</h2>
      <p className={styles['quiet']}>
        {opened === null ? t('data.specificationNone') : t('data.specificationOpen', { name: opened })}
      </p>
      <div className={styles['buttons']}>
        <Button
          size="small"
          onClick={() => {
            void open();
          }}
        >
          {t('data.specificationChoose')}
        </Button>
        {opened !== null && (
          <Button size="small" kind="quiet" onClick={leave}>
            {t('data.specificationLeave')}
          </Button>
        )}
      </div>
    </>
  );
}
