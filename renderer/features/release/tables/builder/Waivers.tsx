import type { ReactElement } from 'react';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useBuilder } from '../model/builder.ts';
import { CellRows } from './CellRows.tsx';

type Waiver = NonNullable<ReleaseTable['waivers']>[number];

interface WaiversProps {
  readonly table: ReleaseTable;
  readonly onChange: (next: (table: ReleaseTable) => ReleaseTable, by?: string) => void;
}

/** Unsafe cells that are to be shown all the same: each with a reason and a second person, as the administrator has signed them. */
export function Waivers({ table, onChange }: WaiversProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const rules = useBuilder((state) => state.count?.rules.set ?? null);
  const { waivers = [], id } = table;
  const asked = new Set(waivers.map(({ cell }) => cell));
  const signed = (rules?.waivers ?? []).filter((own) => own.table === id && !asked.has(own.cell));
  const put = (next: readonly Waiver[], by?: string): void => {
    onChange(({ waivers: _before, ...own }) => (next.length === 0 ? own : { ...own, waivers: [...next] }), by);
  };
  return (
    <>
      <CellRows
        label={t('releaseTables.waivers')}
        rows={waivers}
        codesOf={({ cell }) => cell}
        withCodes={(row, cell) => ({ ...row, cell })}
        onChange={put}
      >
        {(row, set, cell) => (
          <>
            <FormField label={t('releaseTables.waiverReason')}>
              <SmallText
                label={t('releaseTables.waiverReasonOf', { cell })}
                value={row.reason === ' ' ? '' : row.reason}
                onChange={(text) => {
                  set({ ...row, reason: text === '' ? ' ' : text.slice(0, 2000) }, 'reason');
                }}
                onDone={settle}
              />
            </FormField>
            <FormField label={t('releaseTables.waiverBy')}>
              <SmallText
                label={t('releaseTables.waiverByOf', { cell })}
                value={row.approvedBy === ' ' ? '' : row.approvedBy}
                onChange={(text) => {
                  set({ ...row, approvedBy: text === '' ? ' ' : text.slice(0, 80) }, 'by');
                }}
                onDone={settle}
              />
            </FormField>
          </>
        )}
      </CellRows>
      {waivers.length > 0 && <p className={forms['hint']}>{t('releaseTables.waiverHint', { table: id })}</p>}
      <div className={forms['adding']}>
        {signed.map(({ cell, reason, approvedBy }) => (
          <Button
            key={cell}
            kind="quiet"
            size="small"
            onClick={() => {
              put([...waivers, { cell, reason, approvedBy }]);
            }}
          >
            {t('releaseTables.takeWaiver', { cell })}
          </Button>
        ))}
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            put([...waivers, { cell: ' ', reason: ' ', approvedBy: ' ' }]);
          }}
        >
          {t('releaseTables.addWaiver')}
        </Button>
      </div>
    </>
  );
}
