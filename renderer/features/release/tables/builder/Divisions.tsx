import { type ReactElement, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { divisionsOf, MOST_DIVISIONS, type RegisterContent, withDivisions } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { classesFrom, isByLimits, limitsOf, OTHERS, startDivision, withClasses } from '../model/divisions.ts';
import { dividing, likeliest, type Variable } from '../model/registers.ts';
import { FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { Classes } from './Classes.tsx';
import { ClassLimits } from './ClassLimits.tsx';
import { DivisionWords } from './DivisionWords.tsx';
import { Groups } from './Groups.tsx';

type Division = RegisterContent['division'];

interface DivisionsProps {
  readonly content: RegisterContent;
  readonly year: number;
}

/** What the table is divided by besides areas: one variable or several, each with its classes. */
export function Divisions({ content, year }: DivisionsProps): ReactElement {
  const { t } = useWords();
  const registers = useBuilder((state) => state.registers) ?? [];
  const change = useBuilder((state) => state.change);
  const divisions = divisionsOf(content);
  const variables = dividing(registers, content.register, year);
  const used = new Set(divisions.map(({ variable }) => variable));
  const free = variables.filter(({ name }) => !used.has(name));
  const set = (next: readonly Division[], by?: string): void => {
    change((before) => ({ ...before, table: { ...before.table, content: withDivisions(content, next) } }), by);
  };
  const first = likeliest(free);
  return (
    <FormSection label={t('releaseTables.divisions')}>
      {divisions.map((division, at) => (
        <OneDivision
          key={`${String(at)} ${division.variable}`}
          division={division}
          variables={variables.filter(({ name }) => name === division.variable || !used.has(name))}
          variable={variables.find(({ name }) => name === division.variable)}
          onChange={(next, by) => {
            set(
              divisions.map((own, i) => (i === at ? next : own)),
              by === undefined ? undefined : `${by}.${String(at)}`,
            );
          }}
          {...(divisions.length > 1
            ? {
                onRemove: () => {
                  set(divisions.filter((_, i) => i !== at));
                },
              }
            : {})}
        />
      ))}
      {first !== undefined && divisions.length < MOST_DIVISIONS && (
        <div className={forms['adding']}>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              set([...divisions, startDivision(first)]);
            }}
          >
            {t('releaseTables.addDivision')}
          </Button>
        </div>
      )}
    </FormSection>
  );
}

interface OneProps {
  readonly division: Division;
  readonly variable: Variable | undefined;
  readonly variables: readonly Variable[];
  readonly onChange: (division: Division, by?: string) => void;
  readonly onRemove?: () => void;
}

function OneDivision({ division, variable, variables, onChange, onRemove }: OneProps): ReactElement {
  const { t } = useWords();
  const [byHand, setByHand] = useState(false);
  const isNumber = variable?.type === 'integer';
  const byLimits = isNumber && isByLimits(division.categories);
  return (
    <div className={forms['nested']}>
      <div className={forms['line']}>
        <SmallSelect
          label={t('releaseTables.variable')}
          value={division.variable}
          choices={variables.map(({ name }) => ({ value: name, label: name }))}
          onChange={(name) => {
            const chosen = variables.find((one) => one.name === name);
            if (chosen !== undefined) onChange(startDivision(chosen));
          }}
        />
        {onRemove !== undefined && (
          <IconButton
            shape="remove"
            label={t('releaseTables.removeDivision', { name: division.variable })}
            onClick={onRemove}
          />
        )}
      </div>
      {byLimits && !byHand && <ClassLimits division={division} onChange={onChange} />}
      {isNumber && (
        <Checkbox
          label={t('releaseTables.byHand')}
          checked={!byLimits || byHand}
          onChange={(checked) => {
            setByHand(checked);
            if (!checked && !byLimits) onChange(withClasses(division, classesFrom(limitsOf(division.categories))));
          }}
        />
      )}
      {(!byLimits || byHand) && <Classes division={division} variable={variable} onChange={onChange} />}
      <Checkbox
        label={t('releaseTables.others')}
        checked={division.rest !== undefined}
        onChange={(checked) => {
          const { rest: _before, ...own } = division;
          onChange(withClasses(own, division.categories, checked ? OTHERS : undefined));
        }}
      />
      <Groups division={division} onChange={onChange} />
      <DivisionWords division={division} onChange={onChange} />
    </div>
  );
}
