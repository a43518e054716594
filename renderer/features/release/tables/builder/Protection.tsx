import type { ReactElement } from 'react';
import { COMPARED_METHODS, kindOf } from '../../../../../shared/ipc/comparedMethods.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { FormField, FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import type { Built } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { comparedName, methodOf } from '../model/methods.ts';
import { CellWishes } from './CellWishes.tsx';
import { Linked } from './Linked.tsx';
import { MethodFields } from './MethodFields.tsx';
import { Rules } from './Rules.tsx';
import { Waivers } from './Waivers.tsx';

/** By which rules and how the table is protected, what belongs together with it, and what is wished of single cells. */
export function Protection({ built }: { readonly built: Built }): ReactElement {
  const { t } = useWords();
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  const rules = useBuilder((state) => state.count?.rules.set ?? null);
  const { table } = built;
  const { minFrequency } = table;
  const compared = comparedName(table.method);
  const base = compared.base ?? Math.max(3, minFrequency ?? rules?.minFrequency ?? 5);
  const allowed = rules?.methods;
  const set = (next: (table: ReleaseTable) => ReleaseTable, by?: string): void => {
    change((before) => ({ ...before, table: next(before.table) }), by);
  };
  return (
    <FormSection label={t('releaseTables.protection')}>
      <Rules />
      <FormField label={t('releaseTables.limit')}>
        <SmallNumber
          label={t('releaseTables.limitLong')}
          value={minFrequency ?? null}
          width={64}
          placeholder={rules === null ? '' : String(rules.minFrequency)}
          onChange={(limit) => {
            set(({ minFrequency: _before, ...own }) => {
              const fits = limit !== null && Number.isInteger(limit) && limit >= 1 && limit <= 1000;
              return fits ? { ...own, minFrequency: limit } : own;
            }, 'limit');
          }}
          onDone={settle}
        />
      </FormField>
      <p className={forms['hint']}>{t('releaseTables.limitHint')}</p>
      <FormField label={t('releaseTables.method')}>
        <SmallSelect
          label={t('releaseTables.methodLong')}
          value={compared.method}
          choices={COMPARED_METHODS.map((value) => {
            const name = t(`releaseTables.method.${value}`, { base });
            const isAllowed = allowed === undefined || allowed.includes(kindOf(value));
            return { value, label: isAllowed ? name : t('releaseTables.notAllowed', { method: name }) };
          })}
          onChange={(next) => {
            set(({ method: _before, ...own }) => {
              const chosen = methodOf({ method: next, base });
              return chosen === undefined ? own : { ...own, method: chosen };
            });
          }}
        />
      </FormField>
      {table.method !== undefined && (
        <MethodFields
          method={table.method}
          content={table.content}
          year={built.year}
          onChange={(method, by) => {
            set((own) => ({ ...own, method }), by);
          }}
        />
      )}
      <Linked built={built} />
      <CellWishes table={table} onChange={set} />
      <Waivers table={table} onChange={set} />
    </FormSection>
  );
}
