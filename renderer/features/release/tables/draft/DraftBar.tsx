import type { ReactElement } from 'react';
import { failureText } from '../../../../app/connection/client.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { Popover } from '../../../../ui/controls/Popover.tsx';
import type { Built } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { useDraft } from '../model/draft.ts';
import styles from './Draft.module.css';

/** Lays the table into the draft of the release, and shows what lies there. */
export function DraftBar({
  built,
  ready,
}: {
  readonly built: Built | null;
  readonly ready: boolean;
}): ReactElement | null {
  const { t, language } = useWords();
  const history = useDraft((state) => state.history);
  const failure = useDraft((state) => state.failure);
  const put = useDraft((state) => state.put);
  const show = useBuilder((state) => state.show);
  if (history === null)
    return failure === null ? null : <span className={styles['fault']}>{failureText(failure, language)}</span>;
  const { tables, year } = history.present;
  const own = built === null ? undefined : tables.find(({ id }) => id === built.inDraft);
  const otherYear = built !== null && tables.some(({ id }) => id !== built.inDraft) && year !== built.year;
  const isSame =
    own !== undefined && built !== null && JSON.stringify(own) === JSON.stringify({ ...built.table, id: own.id });
  return (
    <>
      {failure !== null && <span className={styles['fault']}>{failureText(failure, language)}</span>}
      {otherYear && <span className={styles['note']}>{t('releaseTables.otherYear', { year })}</span>}
      <Button
        disabled={!ready || otherYear || isSame}
        onClick={() => {
          if (built === null) return;
          const id = put(built);
          show({ ...built, table: { ...built.table, id }, inDraft: id });
        }}
      >
        {t(
          own === undefined
            ? 'releaseTables.addToDraft'
            : isSame
              ? 'releaseTables.inDraft'
              : 'releaseTables.saveInDraft',
        )}
      </Button>
      <Popover button={t('releaseTables.draft', { count: tables.length })} width={420}>
        <DraftList />
      </Popover>
    </>
  );
}

function DraftList(): ReactElement {
  const { t, language } = useWords();
  const history = useDraft((state) => state.history);
  const remove = useDraft((state) => state.remove);
  const undo = useDraft((state) => state.undo);
  const redo = useDraft((state) => state.redo);
  const show = useBuilder((state) => state.show);
  const inForm = useBuilder((state) => state.history?.present.inDraft ?? null);
  const { tables = [], year = 0 } = history?.present ?? {};
  return (
    <div className={styles['draft']}>
      <div className={styles['head']}>
        <span>{t('releaseTables.draftYear', { year })}</span>
        <IconButton
          shape="undo"
          label={t('releaseTables.undoDraft')}
          disabled={(history?.past.length ?? 0) === 0}
          onClick={undo}
        />
        <IconButton
          shape="redo"
          label={t('releaseTables.redoDraft')}
          disabled={(history?.future.length ?? 0) === 0}
          onClick={redo}
        />
      </div>
      {tables.length === 0 && <p className={styles['note']}>{t('releaseTables.draftEmpty')}</p>}
      <ul>
        {tables.map((table) => (
          <li key={table.id} data-open={table.id === inForm}>
            <button
              type="button"
              onClick={() => {
                show({ year, table, ownTitle: true, inDraft: table.id });
              }}
            >
              {table.title[language]}
            </button>
            <IconButton
              shape="remove"
              label={t('releaseTables.removeFromDraft', { title: table.title[language] })}
              onClick={() => {
                remove(table.id);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
