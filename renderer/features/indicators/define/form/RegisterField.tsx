import type { ReactElement } from 'react';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { useActions, useEditor } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { Field } from './Field.tsx';

/** Whose records a population is taken from. */
export function RegisterField({ register, path }: { readonly register: string; readonly path: Path }): ReactElement {
  const words = useWords();
  const { t } = words;
  const { edit } = useActions();
  const registers = useEditor((state) => state.registers);
  return (
    <Field path={path} label={t('definition.register')}>
      {(tied) => (
        <SmallSelect
          {...tied}
          label={t('definition.register')}
          width={260}
          value={register}
          choices={registers.map((one) => ({
            value: one.register,
            label: t('definition.registerYears', {
              register: registerName(one.register, words),
              years: one.years.join(', '),
            }),
          }))}
          onChange={(next) => {
            edit(path, next);
          }}
        />
      )}
    </Field>
  );
}
