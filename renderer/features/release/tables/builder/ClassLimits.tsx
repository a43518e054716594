import { type ReactElement, useId, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import type { RegisterContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { classesFrom, limitsOf, withClasses } from '../model/divisions.ts';
import forms from '../../../../ui/forms/SmallForm.module.css';

type Division = RegisterContent['division'];

interface ClassLimitsProps {
  readonly division: Division;
  readonly onChange: (division: Division, by?: string) => void;
}

const read = (text: string): number[] =>
  text
    .split(/[\s;,]+/u)
    .filter((part) => /^-?\d{1,9}$/u.test(part))
    .map(Number);

/** Classes of a whole number, by the lowest value of each. */
export function ClassLimits({ division, onChange }: ClassLimitsProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const said = limitsOf(division.categories).join(' ');
  return (
    <>
      <SmallText
        label={t('releaseTables.limits', { name: division.variable })}
        value={typed !== null && read(typed).join(' ') === said ? typed : (typed ?? said)}
        describedBy={id}
        placeholder="0 18 65"
        onChange={(text) => {
          setTyped(text);
          const categories = classesFrom(read(text));
          if (categories.length >= 2) onChange(withClasses(division, categories), 'limits');
        }}
        onDone={() => {
          setTyped(null);
          settle();
        }}
      />
      <p id={id} className={forms['hint']}>
        {t('releaseTables.limitsHint')} {division.categories.map(({ label }) => label.sv).join(' · ')}
      </p>
    </>
  );
}
