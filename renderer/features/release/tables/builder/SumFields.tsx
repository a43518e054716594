import type { ReactElement } from 'react';
import type { ReleaseMeasure } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { FormField, FormGroup, FormMore } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import type { RegisterContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { identifying, summable } from '../model/registers.ts';
import { Bilingual } from './Bilingual.tsx';
import { MeasureId } from './MeasureId.tsx';

type Sum = Extract<ReleaseMeasure, { kind: 'sum' }>;

interface SumFieldsProps {
  readonly at: number;
  readonly sum: Sum;
  readonly content: RegisterContent;
  readonly year: number;
  readonly onChange: (sum: Sum, by?: string) => void;
  readonly onRemove: () => void;
}

const NONE = '';

/** A sum: of what and in what unit, who contributes, who knows each other's amounts, and how many a row stands for. */
export function SumFields({ at, sum, content, year, onChange, onRemove }: SumFieldsProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const registers = useBuilder((state) => state.registers) ?? [];
  const amounts = summable(registers, content.register, year);
  const keys = identifying(registers, content.register, year);
  const column = (
    which: 'contributor' | 'holding' | 'weight',
    choices: readonly { readonly name: string }[],
  ): ReactElement => (
    <FormField label={t(`releaseTables.${which}`)}>
      <SmallSelect
        label={t(`releaseTables.${which}Of`, { name: sum.variable })}
        value={sum[which] ?? NONE}
        choices={[
          { value: NONE, label: t(`releaseTables.${which}None`) },
          ...choices.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(name) => {
          const { [which]: _before, ...own } = sum;
          onChange(name === NONE ? own : { ...own, [which]: name });
        }}
      />
    </FormField>
  );
  return (
    <FormGroup label={t('releaseTables.sum', { name: sum.variable })}>
      <div className={forms['line']}>
        <SmallSelect
          label={t('releaseTables.sumOf', { number: at + 1 })}
          value={sum.variable}
          choices={amounts.map(({ name }) => ({ value: name, label: t('releaseTables.sum', { name }) }))}
          onChange={(variable) => {
            const follows = sum.label.sv === sum.variable && sum.label.en === sum.variable;
            onChange({ ...sum, variable, ...(follows ? { label: { sv: variable, en: variable } } : {}) });
          }}
        />
        <IconButton shape="remove" label={t('releaseTables.removeSum', { name: sum.variable })} onClick={onRemove} />
      </div>
      {column('contributor', keys)}
      {column('holding', keys)}
      {column('weight', amounts)}
      <FormMore label={t('releaseTables.sumWords')}>
        <Bilingual
          label={t('releaseTables.sumLabel', { name: sum.variable })}
          value={sum.label}
          onChange={(label, by) => {
            onChange({ ...sum, label }, by);
          }}
        />
        <Bilingual
          label={t('releaseTables.unitOf', { name: sum.variable })}
          value={sum.unit}
          onChange={(unit, by) => {
            onChange({ ...sum, unit }, by);
          }}
        />
        <FormField label={t('releaseTables.decimals')}>
          <SmallNumber
            label={t('releaseTables.decimalsOf', { name: sum.variable })}
            value={sum.decimals ?? null}
            width={48}
            placeholder="0"
            onChange={(decimals) => {
              const { decimals: _before, ...own } = sum;
              const fits = decimals !== null && Number.isInteger(decimals) && decimals >= 0 && decimals <= 6;
              onChange(fits ? { ...own, decimals } : own, 'decimals');
            }}
            onDone={settle}
          />
        </FormField>
        <MeasureId
          label={t('releaseTables.sumId', { name: sum.variable })}
          id={sum.id}
          onChange={(id) => {
            onChange({ ...sum, id: id ?? ' ' }, 'id');
          }}
        />
      </FormMore>
    </FormGroup>
  );
}
