import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { linkedWith } from '../model/asked.ts';
import { type Built, idFrom } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { useDraft } from '../model/draft.ts';

const NOBODY = '';

/** A word that tables of the draft have in common: what shares margins is protected together, as one table. */
export function Linked({ built }: { readonly built: Built }): ReactElement {
  const { t, language } = useWords();
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  const drafted = useDraft((state) => state.history?.present.tables) ?? [];
  const link = useDraft((state) => state.link);
  const { linked } = built.table;
  const together = linkedWith(built, drafted);
  const others = drafted.filter((one) => one.id !== built.inDraft && (linked === undefined || one.linked !== linked));
  const set = (word: string | undefined, by?: string): void => {
    change(({ table: { linked: _before, ...table }, ...before }) => {
      return { ...before, table: word === undefined ? table : { ...table, linked: word } };
    }, by);
  };
  return (
    <>
      <FormField label={t('releaseTables.linked')}>
        <SmallText
          label={t('releaseTables.linkedLong')}
          value={linked ?? ''}
          placeholder={t('releaseTables.linkedNone')}
          onChange={(text) => {
            set(text === '' ? undefined : text.toLowerCase().slice(0, 80), 'linked');
          }}
          onDone={settle}
        />
      </FormField>
      {others.length > 0 && (
        <FormField label={t('releaseTables.linkedWith')}>
          <SmallSelect
            label={t('releaseTables.linkedWithLong')}
            value={NOBODY}
            choices={[
              { value: NOBODY, label: t('releaseTables.linkedChoose') },
              ...others.map(({ id, title }) => ({ value: id, label: title[language] })),
            ]}
            onChange={(id) => {
              const other = drafted.find((one) => one.id === id);
              if (other === undefined) return;
              const word = linked ?? other.linked ?? idFrom(id, new Set());
              set(word);
              link(id, word);
            }}
          />
        </FormField>
      )}
      {linked !== undefined && (
        <p className={forms['hint']}>
          {together.length === 0
            ? t('releaseTables.linkedAlone')
            : t('releaseTables.linkedTogether', {
                tables: together.map(({ title }) => title[language]).join('; '),
              })}
        </p>
      )}
    </>
  );
}
