import { type ReactElement, useState } from 'react';
import { registerName } from '../../../i18n/registerName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { useData } from '../model/data.ts';
import type { Register } from '../model/registers.ts';
import { Quality } from './Quality.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RowsPane } from './RowsPane.tsx';
import styles from './Year.module.css';

interface RegisterYearProps {
  readonly register: Register;
  readonly year: number;
}

/** One year of a register: its quality, its rows, and the way to remove it. */
export function RegisterYear({ register, year }: RegisterYearProps): ReactElement | null {
  const { t, format } = useWords();
  const show = useData((state) => state.show);
  const [part, setPart] = useState<'quality' | 'rows'>('quality');
  const [removing, setRemoving] = useState(false);
  const name = registerName(register.register, { t });
  const own = register.years.find((one) => one.year === year);
  if (own === undefined) return null;
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            show({ kind: 'registers' });
          }}
        >
          {t('data.allRegisters')}
        </Button>
        <h1>{t('data.yearTitle', { register: name, year })}</h1>
        <div className={styles['choices']}>
          <Select
            label={t('data.year')}
            labelHidden
            width={96}
            value={String(year)}
            choices={register.years.map((one) => ({ value: String(one.year), label: String(one.year) }))}
            onChange={(next) => {
              show({ kind: 'year', register: register.register, year: Number(next) });
            }}
          />
          <Segmented<'quality' | 'rows'>
            label={t('data.showWhat')}
            value={part}
            choices={[
              { value: 'quality', label: t('data.quality') },
              { value: 'rows', label: t('data.rows') },
            ]}
            onChange={setPart}
          />
          <Button
            kind="danger"
            onClick={() => {
              setRemoving(true);
            }}
          >
            {t('data.remove')}
          </Button>
        </div>
        <p className={styles['facts']}>
          {[
            t('data.rowsKept', { rows: format.count(own.rows) }),
            t('data.rowsRefused', { rows: format.count(own.rowsRefused) }),
            t('data.importedAt', { moment: format.moment(own.importedAt) }),
            own.files.join(', '),
          ]
            .filter((fact) => fact !== '')
            .join(' · ')}
        </p>
      </header>
      {part === 'quality' ? (
        <Quality register={register} year={year} />
      ) : (
        <RowsPane key={year} register={register.register} name={name} year={year} total={own.rows} />
      )}
      <RemoveDialog
        register={register.register}
        name={name}
        year={year}
        rows={own.rows}
        opened={removing}
        onClose={() => {
          setRemoving(false);
        }}
      />
    </div>
  );
}
