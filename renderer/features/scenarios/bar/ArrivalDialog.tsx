import { type ReactElement, useState } from 'react';
import { request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { type OpenedFile, useScenarios } from '../model/scenarioStore.ts';
import styles from '../Scenarios.module.css';

interface ArrivalProps {
  readonly opened: OpenedFile;
  readonly onClose: () => void;
}

/** A scenario file beside the scenario that it began with, place by place: which side is to hold, or a scenario of its own. */
export function ArrivalDialog({ opened, onClose }: ArrivalProps): ReactElement {
  const { t } = useWords();
  const { list, act } = useScenarios();
  const { name, file, into, differences } = opened;
  const [theirs, setTheirs] = useState<ReadonlySet<number>>(
    () => new Set(differences.flatMap(({ changedBy }, at) => (changedBy === 'theirs' ? [at] : []))),
  );
  const target = list.find(({ id }) => id === into);
  const take = async (where: string | null): Promise<void> => {
    const done = await act(request('scenarios.takeIn', { scenario: file, name, into: where, theirs: [...theirs] }));
    if (done !== null) useScenarios.getState().compare({ to: done.id });
    onClose();
  };
  return (
    <Dialog title={t('scenarios.arrival', { name })} opened onClose={onClose} width={760}>
      {target === undefined ? (
        <p>{t('scenarios.beganElsewhere')}</p>
      ) : differences.length === 0 ? (
        <p>{t('scenarios.saysTheSame', { name: target.name })}</p>
      ) : (
        <>
          <p>{t('scenarios.arrivalSaid', { name: target.name })}</p>
          <ScrollRegion label={t('scenarios.differences')} height={360}>
            <table className={styles['differences']}>
              <thead>
                <tr>
                  <th scope="col">{t('scenarios.place')}</th>
                  <th scope="col">{t('scenarios.here')}</th>
                  <th scope="col">{t('scenarios.inFile')}</th>
                  <th scope="col">{t('scenarios.changedBy')}</th>
                  <th scope="col">{t('scenarios.takeTheirs')}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map(({ path, mine, theirs: other, changedBy }, at) => {
                  const place = path.slice(1).join(' › ');
                  return (
                    <tr key={path.join('.')}>
                      <th scope="row">{place}</th>
                      <td>{mine === '' ? '–' : mine}</td>
                      <td>{other === '' ? '–' : other}</td>
                      <td>{t(`scenarios.changed.${changedBy}`)}</td>
                      <td>
                        <Checkbox
                          label={t('scenarios.theFiles')}
                          checked={theirs.has(at)}
                          onChange={(checked) => {
                            const next = new Set(theirs);
                            if (checked) next.add(at);
                            else next.delete(at);
                            setTheirs(next);
                          }}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
      <div className={styles['dialogActions']}>
        <Button onClick={onClose}>{t('saving.cancel')}</Button>
        <Button
          kind={target === undefined ? 'primary' : 'plain'}
          onClick={() => {
            void take(null);
          }}
        >
          {t('scenarios.asOwn')}
        </Button>
        {target !== undefined && (
          <Button
            kind="primary"
            onClick={() => {
              void take(target.id);
            }}
          >
            {t('scenarios.merge')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
