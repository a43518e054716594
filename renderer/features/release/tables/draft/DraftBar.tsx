import { type ReactElement, useState } from 'react';
import type { Draft } from '../../../../../shared/ipc/tables.ts';
import { PACKAGE_FORMATS, type PackageFormat } from '../../../../../shared/schemas/packageFormats.ts';
import { failureText } from '../../../../app/connection/client.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { Popover } from '../../../../ui/controls/Popover.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import { type Built, openedFrom } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { useDraft } from '../model/draft.ts';
import forms from '../../../../ui/forms/SmallForm.module.css';
import styles from './Draft.module.css';
import { StatementList } from './StatementList.tsx';

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
  const unread = useDraft((state) => state.unread);
  const put = useDraft((state) => state.put);
  const show = useBuilder((state) => state.show);
  if (unread !== null) return <Unread where={unread} year={built?.year ?? 0} />;
  if (history === null)
    return failure === null ? null : <span className={forms['fault']}>{failureText(failure, language)}</span>;
  const { tables, year, statements = [] } = history.present;
  const own = built === null ? undefined : tables.find(({ id }) => id === built.inDraft);
  const otherYear = built !== null && tables.some(({ id }) => id !== built.inDraft) && year !== built.year;
  const isSame =
    own !== undefined && built !== null && JSON.stringify(own) === JSON.stringify({ ...built.table, id: own.id });
  return (
    <>
      {failure !== null && <span className={forms['fault']}>{failureText(failure, language)}</span>}
      {otherYear && <span className={forms['hint']}>{t('releaseTables.otherYear', { year })}</span>}
      <Button
        disabled={!ready || otherYear || isSame}
        onClick={() => {
          if (built === null) return;
          const id = put(built);
          show({ ...built, table: { ...built.table, id }, ownId: true, inDraft: id });
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
      <Popover button={t('releaseTables.draft', { count: tables.length + statements.length })} width={420}>
        <DraftList />
      </Popover>
    </>
  );
}

/** A draft that this version cannot show is left as it is, until a person begins another. */
function Unread({ where, year }: { readonly where: string; readonly year: number }): ReactElement {
  const { t } = useWords();
  const startAnew = useDraft((state) => state.startAnew);
  const title = t('releaseTables.draftTitle', { year });
  return (
    <>
      <span className={forms['fault']} role="alert">
        {t('releaseTables.draftUnread', { where })}
      </span>
      <Button
        onClick={() => {
          startAnew(year, { sv: title, en: title });
        }}
      >
        {t('releaseTables.draftAnew')}
      </Button>
    </>
  );
}

/** What the package is called, and which files it is to hold. */
function Package(): ReactElement | null {
  const { t } = useWords();
  const draft = useDraft((state) => state.history?.present ?? null);
  const rename = useDraft((state) => state.rename);
  const choose = useDraft((state) => state.choose);
  const [typed, setTyped] = useState<Draft['title'] | null>(null);
  if (draft === null) return null;
  const title = typed ?? draft.title;
  const formats: readonly PackageFormat[] = draft.formats ?? PACKAGE_FORMATS;
  const field = (language: 'sv' | 'en'): ReactElement => (
    <FormField label={t(language === 'sv' ? 'releaseTables.swedish' : 'releaseTables.english')}>
      <SmallText
        label={t(language === 'sv' ? 'releaseTables.inSwedish' : 'releaseTables.inEnglish', {
          what: t('releaseTables.draftTitleOf'),
        })}
        value={title[language]}
        onChange={(text) => {
          setTyped({ ...title, [language]: text.slice(0, 300) });
        }}
        onDone={() => {
          // A plan takes no empty title: the one before stands.
          const isWhole = title.sv.trim() !== '' && title.en.trim() !== '';
          if (typed !== null && isWhole && JSON.stringify(typed) !== JSON.stringify(draft.title)) rename(typed);
          setTyped(null);
        }}
      />
    </FormField>
  );
  return (
    <>
      {field('sv')}
      {field('en')}
      <fieldset className={styles['formats']}>
        <legend>{t('releaseTables.formats')}</legend>
        {PACKAGE_FORMATS.map((format) => (
          <Checkbox
            key={format}
            label={format}
            checked={formats.includes(format)}
            disabled={formats.length === 1 && formats.includes(format)}
            onChange={(checked) => {
              choose(PACKAGE_FORMATS.filter((one) => (one === format ? checked : formats.includes(one))));
            }}
          />
        ))}
      </fieldset>
    </>
  );
}

function DraftList(): ReactElement {
  const { t, language } = useWords();
  const history = useDraft((state) => state.history);
  const remove = useDraft((state) => state.remove);
  const removeStatement = useDraft((state) => state.removeStatement);
  const undo = useDraft((state) => state.undo);
  const redo = useDraft((state) => state.redo);
  const show = useBuilder((state) => state.show);
  const inForm = useBuilder((state) => state.history?.present.inDraft ?? null);
  const { tables = [], year = 0, statements = [] } = history?.present ?? {};
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
      <Package />
      {tables.length === 0 && <p className={forms['hint']}>{t('releaseTables.draftEmpty')}</p>}
      <ul>
        {tables.map((table) => (
          <li key={table.id} data-open={table.id === inForm}>
            <button
              type="button"
              onClick={() => {
                show(openedFrom(table, year));
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
      <StatementList statements={statements} tables={tables} onRemove={removeStatement} />
    </div>
  );
}
