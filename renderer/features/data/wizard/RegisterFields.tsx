import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { type Seen, useWizard } from '../model/wizard.ts';
import styles from './Wizard.module.css';

const REGISTER = /^[a-zåäö][a-zåäö0-9-]{0,39}$/u;
const YEAR = /^(?:19|20|21)\d\d$/u;
const OWN = 'own';

/** Which register and year the rows become. */
export function RegisterFields({ seen }: { readonly seen: Seen }): ReactElement | null {
  const { t } = useWords();
  const ask = useWizard((state) => state.ask);
  const asked = useWizard((state) => state.asked);
  const [register, setRegister] = useState<string | null>(null);
  const [year, setYear] = useState<string | null>(null);
  const [own, setOwn] = useState(false);
  const { specification, preview } = seen;
  if (specification !== null && specification.kind !== 'register')
    return <p className={styles['kind']}>{t(`data.kind.${specification.kind}`)}</p>;
  const said = specification?.year;
  const fromColumn = !own && typeof said === 'object' ? said.column : null;
  const columns = preview.columns.filter(({ role, type }) => role.value === 'year' || type.value === 'year');
  const shownYear = year ?? (typeof said === 'number' ? String(said) : '');
  const shownRegister = register ?? seen.register;
  const takeYear = (value: string): void => {
    setYear(value);
    if (YEAR.test(value)) ask({ year: Number(value) });
  };
  return (
    <>
      <h2>{t('data.whichRegister')}</h2>
      <TextField
        label={t('data.registerName')}
        value={shownRegister}
        error={REGISTER.test(shownRegister) ? undefined : t('data.registerForm')}
        onChange={(value) => {
          setRegister(value);
          if (REGISTER.test(value)) ask({ register: value });
        }}
      />
      {columns.length > 0 && (
        <Select
          label={t('data.yearFrom')}
          value={fromColumn ?? OWN}
          choices={[
            ...columns.map(({ name }) => ({ value: name, label: t('data.yearColumn', { column: name }) })),
            { value: OWN, label: t('data.yearSaid') },
          ]}
          onChange={(value) => {
            setOwn(value === OWN);
            if (value !== OWN) ask({ year: { column: value } });
            else if (preview.year.value !== null) ask({ year: preview.year.value });
          }}
        />
      )}
      {fromColumn === null && (
        <TextField
          label={t('data.year')}
          value={shownYear}
          error={
            YEAR.test(shownYear) || (shownYear === '' && asked.year === undefined && specification !== null)
              ? undefined
              : t('data.yearForm')
          }
          onChange={takeYear}
        />
      )}
    </>
  );
}
