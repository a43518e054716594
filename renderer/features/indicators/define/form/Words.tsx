import type { ReactElement } from 'react';
import { UNITS } from '../../../../../shared/schemas/definitionNames.ts';
import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import { FACTORS } from '../../../../app/state/indicatorTable.ts';
import { useWords, type WordKey } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { useActions } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { Field } from './Field.tsx';

export function TextAt({
  path,
  label,
  value,
  lines = 1,
  hint,
}: {
  readonly path: Path;
  readonly label: string;
  readonly value: string;
  readonly lines?: number;
  readonly hint?: string;
}): ReactElement {
  const { edit, settle } = useActions();
  return (
    <Field path={path} label={label} {...(hint === undefined ? {} : { hint })}>
      {(tied) => (
        <SmallText
          {...tied}
          label={label}
          lines={lines}
          value={value}
          onDone={settle}
          onChange={(next) => {
            edit(path, next);
          }}
        />
      )}
    </Field>
  );
}

export function ChoiceAt<V extends string>({
  path,
  label,
  value,
  choices,
  onChange,
}: {
  readonly path: Path;
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
}): ReactElement {
  return (
    <Field path={path} label={label}>
      {(tied) => (
        <SmallSelect<V> {...tied} label={label} width={260} value={value} choices={choices} onChange={onChange} />
      )}
    </Field>
  );
}

const DIRECTIONS: readonly (readonly ['1' | '-1' | '0', WordKey])[] = [
  ['1', 'indicators.moreIsMore'],
  ['-1', 'indicators.lessIsMore'],
  ['0', 'indicators.neither'],
];

/** What the indicator is called, what it stands for, and how its values are shown. */
export function NameAndUnit({
  definition,
  isNew,
}: {
  readonly definition: IndicatorDefinition;
  readonly isNew: boolean;
}): ReactElement {
  const { t } = useWords();
  const { edit, settle } = useActions();
  const { name, note, source, factor, direction, unit, decimals, problemVariable, exampleThreshold } = definition;
  return (
    <>
      {isNew && <TextAt path={['id']} label={t('definition.id')} value={definition.id} hint={t('definition.idHint')} />}
      <TextAt path={['name', 'sv']} label={t('definition.nameSv')} value={name.sv} />
      <TextAt path={['name', 'en']} label={t('definition.nameEn')} value={name.en} />
      <TextAt path={['note', 'sv']} label={t('definition.noteSv')} value={note.sv} lines={3} />
      <TextAt path={['note', 'en']} label={t('definition.noteEn')} value={note.en} lines={3} />
      <TextAt path={['source']} label={t('indicators.source')} value={source} />
      <ChoiceAt
        path={['factor']}
        label={t('definition.factor')}
        value={factor}
        choices={FACTORS.map((one) => ({ value: one, label: t(`factor.${one}`) }))}
        onChange={(next) => {
          edit(['factor'], next);
        }}
      />
      <ChoiceAt
        path={['direction']}
        label={t('indicators.direction')}
        value={String(direction) as '1' | '-1' | '0'}
        choices={DIRECTIONS.map(([value, key]) => ({ value, label: t(key) }))}
        onChange={(next) => {
          edit(['direction'], Number(next));
        }}
      />
      <ChoiceAt
        path={['unit']}
        label={t('definition.unit')}
        value={unit}
        choices={UNITS.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
        onChange={(next) => {
          edit(['unit'], next);
        }}
      />
      <Field path={['decimals']} label={t('definition.decimals')}>
        {(tied) => (
          <SmallNumber
            {...tied}
            label={t('definition.decimals')}
            width={48}
            value={decimals}
            onDone={settle}
            onChange={(next) => {
              if (next !== null) edit(['decimals'], next);
            }}
          />
        )}
      </Field>
      <Field path={['exampleThreshold']} label={t('definition.threshold')} hint={t('definition.thresholdHint')}>
        {(tied) => (
          <SmallNumber
            {...tied}
            label={t('definition.threshold')}
            value={exampleThreshold}
            onDone={settle}
            onChange={(next) => {
              edit(['exampleThreshold'], next);
            }}
          />
        )}
      </Field>
      <Field path={['problemVariable']} label={t('definition.use')}>
        {() => (
          <Checkbox
            label={t('definition.problemVariable')}
            checked={problemVariable}
            onChange={(next) => {
              edit(['problemVariable'], next);
            }}
          />
        )}
      </Field>
    </>
  );
}
