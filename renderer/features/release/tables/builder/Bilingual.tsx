import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import { useBuilder } from '../model/builder.ts';

interface Text {
  readonly sv: string;
  readonly en: string;
}

interface BilingualProps {
  /** What is named: "Titel", "Enhet för summan av Inkomst". */
  readonly label: string;
  readonly value: Text;
  /** `by` names the step that undo takes back as one. */
  readonly onChange: (value: { sv: string; en: string }, by: string) => void;
  readonly lines?: number;
}

const LANGUAGES = ['sv', 'en'] as const;

/** A text in both languages, one field each. */
export function Bilingual({ label, value, onChange, lines = 1 }: BilingualProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  return (
    <>
      {LANGUAGES.map((language) => (
        <FormField key={language} label={t(language === 'sv' ? 'releaseTables.swedish' : 'releaseTables.english')}>
          <SmallText
            label={t(language === 'sv' ? 'releaseTables.inSwedish' : 'releaseTables.inEnglish', { what: label })}
            value={value[language].trim()}
            lines={lines}
            onChange={(text) => {
              const own = text.replaceAll('\n', ' ').slice(0, 300);
              // A plan takes no empty text: a blank stands for one that is still to be written.
              onChange({ ...value, [language]: own === '' ? ' ' : own }, `${label} ${language}`);
            }}
            onDone={settle}
          />
        </FormField>
      ))}
    </>
  );
}
