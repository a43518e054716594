import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField, FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import type { Built } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { Bilingual } from './Bilingual.tsx';

/** What the table is called: its title, and the id by which files, waivers and the ledger name it. */
export function Titles({ built: { table, ownId } }: { readonly built: Built }): ReactElement {
  const { t } = useWords();
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  return (
    <FormSection label={t('releaseTables.titles')}>
      <Bilingual
        label={t('releaseTables.title')}
        value={table.title}
        lines={2}
        onChange={(title, by) => {
          change((before) => ({ ...before, ownTitle: true, table: { ...before.table, title } }), by);
        }}
      />
      <FormField label={t('releaseTables.id')}>
        <SmallText
          label={t('releaseTables.idLong')}
          value={ownId ? table.id : ''}
          placeholder={t('releaseTables.idFromTitle')}
          onChange={(text) => {
            change(
              (before) => ({
                ...before,
                ownId: text !== '',
                table: { ...before.table, id: text === '' ? 'tabell' : text.toLowerCase().slice(0, 80) },
              }),
              'id',
            );
          }}
          onDone={settle}
        />
      </FormField>
      <p className={forms['hint']}>{t('releaseTables.idHint')}</p>
    </FormSection>
  );
}
