import type { ReactElement } from 'react';
import type { ReleaseTable, ReleaseWishes } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { FormField } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useBuilder } from '../model/builder.ts';
import { withWishes } from '../model/wishes.ts';
import { CellRows } from './CellRows.tsx';

type Change = (next: (table: ReleaseTable) => ReleaseTable, by?: string) => void;

const COSTS = ['cells', 'value', 'frequency'] as const;
const USUAL = 'usual';

const same = (cell: string): string => cell;
const asIs = (_before: string, cell: string): string => cell;

/** What is wished of the pattern: what a hidden cell costs, which are hidden rather than others, and which are not. */
export function CellWishes({
  table,
  onChange,
}: {
  readonly table: ReleaseTable;
  readonly onChange: Change;
}): ReactElement | null {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const wishes: ReleaseWishes = table.cells ?? {};
  const hides = table.method === undefined || table.method.kind === 'suppress';
  if (!hides && table.cells === undefined) return null;
  const put = (next: ReleaseWishes, by?: string): void => {
    onChange((own) => withWishes(own, next), by);
  };
  const { published = [], preferred = [], costs = [] } = wishes;
  return (
    <>
      <FormField label={t('releaseTables.cost')}>
        <SmallSelect
          label={t('releaseTables.costLong')}
          value={wishes.cost ?? USUAL}
          choices={[USUAL, ...COSTS].map((value) => ({
            value,
            label: t(`releaseTables.cost.${value as typeof USUAL | (typeof COSTS)[number]}`),
          }))}
          onChange={(value) => {
            const { cost: _before, ...own } = wishes;
            const chosen = COSTS.find((one) => one === value);
            put(chosen === undefined ? own : { ...own, cost: chosen });
          }}
        />
      </FormField>
      <CellRows
        label={t('releaseTables.published')}
        rows={published}
        codesOf={same}
        withCodes={asIs}
        onChange={(rows, by) => {
          put({ ...wishes, published: rows }, by);
        }}
      />
      <CellRows
        label={t('releaseTables.preferred')}
        rows={preferred}
        codesOf={same}
        withCodes={asIs}
        onChange={(rows, by) => {
          put({ ...wishes, preferred: rows }, by);
        }}
      />
      <CellRows
        label={t('releaseTables.costs')}
        rows={costs}
        codesOf={({ cell }) => cell}
        withCodes={(row, cell) => ({ ...row, cell })}
        onChange={(rows, by) => {
          put({ ...wishes, costs: rows }, by);
        }}
      >
        {(row, set, cell) => (
          <FormField label={t('releaseTables.ownCost')}>
            <SmallNumber
              label={t('releaseTables.costOf', { cell })}
              value={row.cost}
              width={96}
              onChange={(cost) => {
                if (cost !== null && cost > 0 && cost <= 1e12) set({ ...row, cost }, 'cost');
              }}
              onDone={settle}
            />
          </FormField>
        )}
      </CellRows>
      {hides && (
        <div className={forms['adding']}>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              put({ ...wishes, published: [...published, ' '] });
            }}
          >
            {t('releaseTables.addPublished')}
          </Button>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              put({ ...wishes, preferred: [...preferred, ' '] });
            }}
          >
            {t('releaseTables.addPreferred')}
          </Button>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              put({ ...wishes, costs: [...costs, { cell: ' ', cost: 10 }] });
            }}
          >
            {t('releaseTables.addCost')}
          </Button>
        </div>
      )}
    </>
  );
}
