import { type ReactElement, useState } from 'react';
import { request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { type Details, useIndicators } from '../model/indicators.ts';
import styles from './Page.module.css';

/** Says that the definition is the analyst's own, since when and why, and offers to take it away. */
export function OwnDefinition({ details }: { readonly details: Details }): ReactElement | null {
  const { t, format } = useWords();
  const { show, compute } = useIndicators();
  const running = useJobs((state) => state.running !== null);
  const [asking, setAsking] = useState(false);
  const { own, savedAt, comment, definition } = details;
  if (!own) return null;
  const remove = async (): Promise<void> => {
    setAsking(false);
    const answer = await request('definitions.remove', { id: definition.id });
    if (!answer.ok) {
      useIndicators.setState({ failure: answer.error });
      return;
    }
    if (!answer.data.shippedAgain) show({ kind: 'catalogue' });
    void compute(false);
  };
  const said = [savedAt === null ? '' : t('definition.savedAt', { time: format.moment(savedAt) }), comment].filter(
    (part) => part !== '',
  );
  return (
    <div className={styles['own']}>
      <p>
        <b>{t('definition.ownDefinition')}</b>
        {said.length > 0 && `, ${said.join(': ')}`}
      </p>
      <Button
        size="small"
        kind="quiet"
        disabled={running}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('definition.remove')}
      </Button>
      {asking && (
        <Dialog
          title={t('definition.removeTitle')}
          opened
          onClose={() => {
            setAsking(false);
          }}
        >
          <div className={styles['dialog']}>
            <p>{t(details.shipped ? 'definition.removeShipped' : 'definition.removeSaid')}</p>
            <div className={styles['actions']}>
              <Button
                onClick={() => {
                  setAsking(false);
                }}
              >
                {t('definition.cancel')}
              </Button>
              <Button kind="danger" onClick={() => void remove()}>
                {t('definition.remove')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
