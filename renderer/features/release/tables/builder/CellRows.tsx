import type { ReactElement, ReactNode } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormGroup } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useBuilder } from '../model/builder.ts';

interface CellRowsProps<T> {
  /** What the list is of: "Celler som ska visas". */
  readonly label: string;
  readonly rows: readonly T[];
  readonly codesOf: (row: T) => string;
  readonly withCodes: (row: T, codes: string) => T;
  readonly onChange: (rows: T[], by?: string) => void;
  /** What else is said of a cell. */
  readonly children?: (row: T, put: (row: T, by?: string) => void, codes: string) => ReactNode;
}

/** Cells by their codes, "6001R001|M", each with what is said of it. They have no identity but their place. */
export function CellRows<T>(props: CellRowsProps<T>): ReactElement | null {
  const { label, rows, codesOf, withCodes, onChange, children } = props;
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  if (rows.length === 0) return null;
  const put = (at: number, row: T, by?: string): void => {
    onChange(
      rows.map((own, i) => (i === at ? row : own)),
      by,
    );
  };
  return (
    <FormGroup label={label}>
      <p className={forms['hint']}>{label}</p>
      {[...rows.entries()].map(([at, row]) => {
        const codes = codesOf(row).trim();
        return (
          <div key={`cell ${String(at)}`}>
            <div className={forms['line']}>
              <SmallText
                label={t('releaseTables.cellOf', { list: label, number: at + 1 })}
                value={codes}
                placeholder="6001R001|M"
                onChange={(text) => {
                  put(at, withCodes(row, text === '' ? ' ' : text.slice(0, 1000)), `${label} ${String(at)}`);
                }}
                onDone={settle}
              />
              <IconButton
                shape="remove"
                label={t('releaseTables.removeCell', { list: label, cell: codes })}
                onClick={() => {
                  onChange(rows.filter((_, i) => i !== at));
                }}
              />
            </div>
            {children?.(
              row,
              (next, by) => {
                put(at, next, by === undefined ? undefined : `${label} ${by} ${String(at)}`);
              },
              codes,
            )}
          </div>
        );
      })}
    </FormGroup>
  );
}
