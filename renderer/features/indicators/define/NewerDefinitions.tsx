import { type ReactElement, useState } from 'react';
import { request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Dialog } from '../../../ui/controls/Dialog.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { changedParts } from '../model/changedParts.ts';
import { type NewerShipped, useIndicators } from '../model/indicators.ts';
import styles from './Define.module.css';

type Newer = NewerShipped['newer'][number];

const LIST_HEIGHT = 360;

function Difference({ one }: { readonly one: Newer }): ReactElement {
  const { t, language } = useWords();
  const { present, shipped } = one;
  if (present === null) return <p className={styles['difference']}>{t('definition.newerNew')}</p>;
  const parts = changedParts(present, shipped).map((key) => t(key).toLocaleLowerCase(language));
  return (
    <p className={styles['difference']}>
      {t('definition.newerChanged', {
        before: present.revision,
        after: shipped.revision,
        parts: parts.join(', '),
      })}
    </p>
  );
}

function NewerDialog({
  answer,
  onClose,
}: {
  readonly answer: NewerShipped;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language } = useWords();
  const compute = useIndicators((state) => state.compute);
  const { newer, keptOwn } = answer;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(newer.map(({ id }) => id)));
  const [busy, setBusy] = useState(false);
  const all = chosen.size === newer.length;
  const takeUp = async (): Promise<void> => {
    setBusy(true);
    const done = await request('definitions.takeUp', { ids: [...chosen] });
    setBusy(false);
    onClose();
    if (done.ok) void compute(false);
    else useIndicators.setState({ failure: done.error });
  };
  return (
    <Dialog title={t('definition.newerTitle')} opened onClose={onClose}>
      <div className={styles['dialog']}>
        <p>{t('definition.newerSaid')}</p>
        <div>
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              setChosen(new Set(all ? [] : newer.map(({ id }) => id)));
            }}
          >
            {t(all ? 'definition.takeNone' : 'definition.takeAll')}
          </Button>
        </div>
        <ScrollRegion label={t('definition.newerTitle')} height={LIST_HEIGHT}>
          <ul className={styles['newer']}>
            {newer.map((one) => (
              <li key={one.id}>
                <Checkbox
                  label={one.shipped.name[language]}
                  checked={chosen.has(one.id)}
                  onChange={(checked) => {
                    setChosen((before) => {
                      const next = new Set(before);
                      if (checked) next.add(one.id);
                      else next.delete(one.id);
                      return next;
                    });
                  }}
                />
                <Difference one={one} />
              </li>
            ))}
          </ul>
        </ScrollRegion>
        {keptOwn.length > 0 && (
          <p className={styles['quiet']}>{t('definition.newerKept', { count: keptOwn.length })}</p>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{t('definition.later')}</Button>
          <Button kind="primary" busy={busy} disabled={chosen.size === 0} onClick={() => void takeUp()}>
            {t('definition.takeUp')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Says when Sigill comes with newer definitions than the project goes by, and lets the person take them up. */
export function NewerDefinitions(): ReactElement | null {
  const { t } = useWords();
  const answer = useIndicators((state) => state.newer);
  const running = useJobs((state) => state.running !== null);
  const [opened, setOpened] = useState(false);
  if (answer === null || answer.newer.length === 0) return null;
  return (
    <div className={styles['notice']}>
      <span>{t('definition.newer', { count: answer.newer.length })}</span>
      <Button
        size="small"
        kind="quiet"
        disabled={running}
        onClick={() => {
          setOpened(true);
        }}
      >
        {t('definition.newerSee')}
      </Button>
      {opened && (
        <NewerDialog
          answer={answer}
          onClose={() => {
            setOpened(false);
          }}
        />
      )}
    </div>
  );
}
