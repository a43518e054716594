import { memo, type ReactElement } from 'react';
import type { Condition, Value } from '../../../../../shared/schemas/condition.ts';
import { type Operator, OPERATORS } from '../../../../../shared/schemas/definitionNames.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { BLANK_TEST, CONDITION_KINDS, type ConditionKind, conditionKind, conditionOf } from '../model/blanks.ts';
import { useActions, useEditor } from '../model/editor.ts';
import { placeOf, withoutCondition } from '../model/path.ts';
import { variableAt } from '../model/registers.ts';
import { CodesField } from './CodesField.tsx';
import { Faults, Field, useFaults } from './Field.tsx';
import styles from './Form.module.css';
import type { ConditionProps } from './nested.ts';
import { ValueEditor } from './ValueEditor.tsx';
import { VariableField } from './VariableField.tsx';

const SIGNS: Readonly<Record<Operator, string>> = { '<': '<', '<=': '≤', '=': '=', '!=': '≠', '>=': '≥', '>': '>' };

type PartProps<K extends string> = Omit<ConditionProps, 'condition' | 'removable'> & {
  readonly condition: Extract<Condition, Readonly<Record<K, unknown>>>;
};

function Parts({ condition, path, setting }: PartProps<'all'> | PartProps<'any'>): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const key = 'all' in condition ? 'all' : 'any';
  const parts: readonly Condition[] = 'all' in condition ? condition.all : condition.any;
  const own = [...path, key];
  return (
    <div className={styles['nested']}>
      {parts.length === 0 && <p className={styles['hint']}>{t('indicators.say.every')}</p>}
      {parts.map((part, at) => (
        <ConditionEditor
          // A part is known by where it stands: nothing else tells it from its like.
          key={placeOf([...own, at])}
          condition={part}
          path={[...own, at]}
          setting={setting}
          removable
        />
      ))}
      <div className={styles['adding']}>
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            edit(own, [...parts, BLANK_TEST]);
          }}
        >
          {t('definition.addCondition')}
        </Button>
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            edit(own, [...parts, key === 'all' ? { any: [BLANK_TEST] } : { all: [BLANK_TEST] }]);
          }}
        >
          {t('definition.addGroup')}
        </Button>
      </div>
    </div>
  );
}

function Compare({ condition, path, setting }: PartProps<'compare'>): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const [left, operator, right] = condition.compare;
  const side = (value: Value, at: 0 | 2): ReactElement => (
    <ValueEditor value={value} path={[...path, 'compare', at]} setting={setting} />
  );
  return (
    <>
      {side(left, 0)}
      <SmallSelect<Operator>
        label={t('definition.operator')}
        width={48}
        value={operator}
        choices={OPERATORS.map((one) => ({ value: one, label: SIGNS[one] }))}
        onChange={(next) => {
          edit([...path, 'compare', 1], next);
        }}
      />
      {side(right, 2)}
    </>
  );
}

function Between({ condition, path, setting }: PartProps<'between'>): ReactElement {
  const { t } = useWords();
  const { edit, settle } = useActions();
  const limit = (at: 0 | 1, label: string): ReactElement => (
    <SmallNumber
      label={label}
      value={condition.between[at]}
      onDone={settle}
      onChange={(next) => {
        if (next !== null) edit([...path, 'between', at], next);
      }}
    />
  );
  return (
    <>
      <ValueEditor value={condition.value} path={[...path, 'value']} setting={setting} />
      <Field path={[...path, 'between']}>
        {() => (
          <span className={styles['inline']}>
            <span>{t('definition.from')}</span>
            {limit(0, t('definition.leastLimit'))}
            <span>{t('definition.to')}</span>
            {limit(1, t('definition.mostLimit'))}
          </span>
        )}
      </Field>
    </>
  );
}

function In({ condition, path, setting }: PartProps<'in'>): ReactElement {
  const { edit, settle } = useActions();
  const registers = useEditor((state) => state.registers);
  return (
    <>
      <VariableField
        reference={condition}
        path={[...path, 'variable']}
        setting={setting}
        wanted="numbers-and-codes"
        onChange={(reference) => {
          const before = variableAt(registers, setting, condition);
          const after = variableAt(registers, setting, reference);
          // Codes of one variable mean something else in another.
          edit(path, { in: before?.name === after?.name ? condition.in : [], ...reference });
        }}
      />
      <CodesField
        codes={condition.in}
        path={[...path, 'in']}
        variable={variableAt(registers, setting, condition)}
        onDone={settle}
        onChange={(codes) => {
          edit([...path, 'in'], codes);
        }}
      />
    </>
  );
}

function Test({ condition, path, setting }: Omit<ConditionProps, 'removable'>): ReactElement | null {
  const { edit } = useActions();
  if ('compare' in condition) return <Compare condition={condition} path={path} setting={setting} />;
  if ('between' in condition) return <Between condition={condition} path={path} setting={setting} />;
  if ('in' in condition) return <In condition={condition} path={path} setting={setting} />;
  if ('missing' in condition)
    return (
      <VariableField
        reference={condition.missing}
        path={[...path, 'missing']}
        setting={setting}
        wanted="any"
        onChange={(reference) => {
          edit([...path, 'missing'], reference);
        }}
      />
    );
  return null;
}

/** A condition as a tree of rows: each its kind and what belongs to it, those that it joins under it. */
export const ConditionEditor = memo(
  function ConditionEditor({ condition, path, setting, removable = false }: ConditionProps): ReactElement {
    const { t } = useWords();
    const { edit, change } = useActions();
    const said = useFaults(path, 'here');
    return (
      <div className={styles['condition']} data-place={placeOf(path)}>
        <div className={styles['row']}>
          <SmallSelect<ConditionKind>
            label={t('definition.conditionKind')}
            width={164}
            value={conditionKind(condition)}
            choices={CONDITION_KINDS.map((kind) => ({ value: kind, label: t(`definition.condition.${kind}`) }))}
            onChange={(kind) => {
              edit(path, conditionOf(kind, condition));
            }}
          />
          <Test condition={condition} path={path} setting={setting} />
          {removable && (
            <span className={styles['last']}>
              <IconButton
                shape="remove"
                label={t('definition.removeCondition')}
                onClick={() => {
                  change((definition) => withoutCondition(definition, path));
                }}
              />
            </span>
          )}
        </div>
        <Faults said={said} />
        {'all' in condition && <Parts condition={condition} path={path} setting={setting} />}
        {'any' in condition && <Parts condition={condition} path={path} setting={setting} />}
        {'not' in condition && (
          <div className={styles['nested']}>
            <ConditionEditor condition={condition.not} path={[...path, 'not']} setting={setting} removable />
          </div>
        )}
      </div>
    );
  },
  // What stands there and what it may use is all that is shown; where it stands is as stable as what stands there.
  (before, now) =>
    before.condition === now.condition &&
    before.setting === now.setting &&
    before.removable === now.removable &&
    placeOf(before.path) === placeOf(now.path),
);
