import { type ReactElement, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { CodeBox } from '../../../../ui/controls/CodeBox.tsx';
import { readNumber } from '../../../../ui/controls/NumberBox.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import type { Path } from '../model/path.ts';
import type { Variable } from '../model/registers.ts';
import { Field } from './Field.tsx';

type Codes = readonly (string | number)[];

interface CodesFieldProps {
  readonly codes: Codes;
  readonly path: Path;
  readonly variable: Variable | undefined;
  readonly onChange: (codes: Codes) => void;
  readonly onDone: () => void;
}

const isNumber = (variable: Variable | undefined, codes: Codes): boolean =>
  variable === undefined
    ? codes.length > 0 && codes.every((code) => typeof code === 'number')
    : variable.type === 'integer' || variable.type === 'decimal';

/** Numbers with blanks or semicolons between them, since a comma may be a decimal comma. */
const readNumbers = (typed: string): number[] =>
  typed
    .split(/[;\s]+/u)
    .filter((part) => part !== '')
    .map(readNumber)
    .filter((number) => !Number.isNaN(number));

function Numbers({ codes, path, onChange, onDone }: CodesFieldProps): ReactElement {
  const { t, language } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const said = codes
    .map((code) =>
      typeof code === 'number'
        ? code.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { useGrouping: false })
        : code,
    )
    .join('; ');
  return (
    <Field path={path}>
      {(tied) => (
        <SmallText
          {...tied}
          label={t('definition.numbers')}
          value={typed ?? said}
          placeholder={t('definition.numbersHint')}
          onChange={(next) => {
            setTyped(next);
            onChange(readNumbers(next));
          }}
          onDone={() => {
            setTyped(null);
            onDone();
          }}
        />
      )}
    </Field>
  );
}

/** The codes that a variable may have, chosen by what they mean; numbers are written. */
export function CodesField(props: CodesFieldProps): ReactElement {
  const { codes, path, variable, onChange } = props;
  const { t } = useWords();
  if (isNumber(variable, codes)) return <Numbers {...props} />;
  return (
    <Field path={path}>
      {(tied) => (
        <CodeBox
          {...tied}
          label={t('definition.codes')}
          value={codes.map(String)}
          choices={(variable?.codes ?? []).map(({ code, label }) => ({
            value: code,
            label: label === null ? code : `${code} ${label}`,
          }))}
          placeholder={t('definition.chooseCodes')}
          nothingFound={t('definition.noCode')}
          other={(code) => t('definition.otherCode', { code })}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
