import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import { useBuilder } from '../model/builder.ts';

interface MeasureIdProps {
  readonly label: string;
  readonly id: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

/** The id by which a measure's table leaves: that of the table with this after it. */
export function MeasureId({ label, id, onChange }: MeasureIdProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  return (
    <FormField label={t('releaseTables.id')}>
      <SmallText
        label={label}
        value={id ?? ''}
        placeholder="antal"
        onChange={(text) => {
          onChange(text === '' ? undefined : text.toLowerCase().slice(0, 80));
        }}
        onDone={settle}
      />
    </FormField>
  );
}
