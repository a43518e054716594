import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormMore } from '../../../../ui/forms/SmallForm.tsx';
import { useBuilder } from '../model/builder.ts';
import { type Division, withClasses } from '../model/divisions.ts';
import { Bilingual } from './Bilingual.tsx';
import styles from './Builder.module.css';

interface WordsProps {
  readonly division: Division;
  readonly onChange: (division: Division, by?: string) => void;
}

interface Named {
  readonly code: string;
  readonly label: { sv: string; en: string };
}

/** What the division and its classes are called in both languages, and the codes that stand in the files. */
export function DivisionWords({ division, onChange }: WordsProps): ReactElement {
  const { t } = useWords();
  const { name, categories, rest, groups } = division;
  return (
    <FormMore label={t('releaseTables.divisionWords')}>
      <Bilingual
        label={t('releaseTables.divisionName', { name: division.variable })}
        value={name}
        onChange={(next, by) => {
          onChange({ ...division, name: next }, by);
        }}
      />
      <table className={styles['words']}>
        <thead>
          <tr>
            <th scope="col">{t('releaseTables.swedish')}</th>
            <th scope="col">{t('releaseTables.english')}</th>
            <th scope="col">{t('releaseTables.code')}</th>
          </tr>
        </thead>
        <tbody>
          <Rows
            of="class"
            rows={categories}
            onChange={(rows, by) => {
              onChange(withClasses(division, rows), by);
            }}
          />
          {rest !== undefined && (
            <Rows
              of="rest"
              rows={[rest]}
              onChange={([next = rest], by) => {
                onChange(withClasses(division, categories, next), by);
              }}
            />
          )}
          {groups !== undefined && (
            <Rows
              of="group"
              rows={groups}
              onChange={(rows, by) => {
                onChange({ ...division, groups: rows }, by);
              }}
            />
          )}
        </tbody>
      </table>
    </FormMore>
  );
}

interface RowsProps<T extends Named> {
  readonly of: 'class' | 'rest' | 'group';
  readonly rows: readonly T[];
  readonly onChange: (rows: T[], by: string) => void;
}

function Rows<T extends Named>({ of, rows, onChange }: RowsProps<T>): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  return (
    <>
      {[...rows.entries()].map(([at, row]) => {
        const put = (next: T, what: string): void => {
          onChange(
            rows.map((own, i) => (i === at ? next : own)),
            `${of}.${what}.${String(at)}`,
          );
        };
        const field = (what: 'sv' | 'en' | 'code'): ReactElement => (
          <td>
            <SmallText
              label={t(`releaseTables.${of}.${what}`, { number: at + 1 })}
              value={(what === 'code' ? row.code : row.label[what]).trim()}
              onChange={(text) => {
                if (what === 'code') put({ ...row, code: text.slice(0, 40) }, what);
                else put({ ...row, label: { ...row.label, [what]: text === '' ? ' ' : text.slice(0, 300) } }, what);
              }}
              onDone={settle}
            />
          </td>
        );
        return (
          <tr key={`${of} ${String(at)}`}>
            {field('sv')}
            {field('en')}
            {field('code')}
          </tr>
        );
      })}
    </>
  );
}
