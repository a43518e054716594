import type { ReactElement, ReactNode } from 'react';
import type { Value } from '../../../../../shared/schemas/condition.ts';
import type { Measure } from '../../../../../shared/schemas/indicator.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords, type WordKey } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { EVERYONE, MEASURE_KINDS, measureOf, NO_VARIABLE } from '../model/blanks.ts';
import { useActions, useEditor } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { type Setting, settingIn } from '../model/registers.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { Field } from './Field.tsx';
import styles from './Form.module.css';
import { Standardised } from './Standardised.tsx';
import { ValueEditor } from './ValueEditor.tsx';

interface MeasureProps<M = Measure> {
  readonly measure: M;
  readonly path: Path;
  readonly setting: Setting;
}

type Term = Extract<Measure, { kind: 'ratio' }>['numerator'];

export function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['part']}>
      <h4>{heading}</h4>
      {children}
    </div>
  );
}

/** A number that the measure cannot do without. */
function Figure({
  path,
  label,
  value,
}: {
  readonly path: Path;
  readonly label: string;
  readonly value: number;
}): ReactElement {
  const { edit, settle } = useActions();
  return (
    <Field path={path} label={label}>
      {(tied) => (
        <SmallNumber
          {...tied}
          label={label}
          value={value}
          onDone={settle}
          onChange={(next) => {
            if (next !== null) edit(path, next);
          }}
        />
      )}
    </Field>
  );
}

/** A value that may be left out. */
function MaybeValue({
  value,
  path,
  setting,
  add,
  remove,
}: {
  readonly value: Value | undefined;
  readonly path: Path;
  readonly setting: Setting;
  readonly add: WordKey;
  readonly remove: WordKey;
}): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  return value === undefined ? (
    <Button
      size="small"
      kind="quiet"
      onClick={() => {
        edit(path, NO_VARIABLE);
      }}
    >
      {t(add)}
    </Button>
  ) : (
    <>
      <ValueEditor value={value} path={path} setting={setting} />
      <Button
        size="small"
        kind="quiet"
        onClick={() => {
          edit(path, undefined);
        }}
      >
        {t(remove)}
      </Button>
    </>
  );
}

/** The records that a term counts or sums: the population's, or all of another register. */
function TermRegister({
  register,
  path,
  setting,
}: {
  readonly register: string | undefined;
  readonly path: Path;
  readonly setting: Setting;
}): ReactElement {
  const words = useWords();
  const { t } = words;
  const { edit } = useActions();
  const registers = useEditor((state) => state.registers);
  return (
    <Field path={[...path, 'register']} label={t('definition.records')}>
      {(tied) => (
        <SmallSelect
          {...tied}
          label={t('definition.records')}
          width={260}
          value={register ?? ''}
          choices={[
            { value: '', label: t('definition.ofPopulation') },
            ...registers
              .filter((one) => one.register !== setting.register)
              .map((one) => ({
                value: one.register,
                label: t('definition.allOf', { register: registerName(one.register, words) }),
              })),
          ]}
          onChange={(next) => {
            edit([...path, 'register'], next === '' ? undefined : next);
          }}
        />
      )}
    </Field>
  );
}

function TermEditor({
  term,
  path,
  setting,
}: {
  readonly term: Term;
  readonly path: Path;
  readonly setting: Setting;
}): ReactElement {
  const own = settingIn(setting, term.register);
  return (
    <>
      <TermRegister register={term.register} path={path} setting={setting} />
      <MaybeValue
        value={term.value}
        path={[...path, 'value']}
        setting={own}
        add="definition.addSum"
        remove="definition.removeSum"
      />
      <ConditionEditor condition={term.where ?? EVERYONE} path={[...path, 'where']} setting={own} />
    </>
  );
}

/** What a measure of one kind is made of. */
function Parts({ measure, path, setting }: MeasureProps): ReactElement | null {
  const { t } = useWords();
  const at = (key: string): Path => [...path, key];
  switch (measure.kind) {
    case 'share':
      return (
        <>
          <Part heading={t('indicators.numerator')}>
            <ConditionEditor condition={measure.numerator} path={at('numerator')} setting={setting} />
          </Part>
          <Part heading={t('indicators.weight')}>
            <MaybeValue
              value={measure.weight}
              path={at('weight')}
              setting={setting}
              add="definition.addWeight"
              remove="definition.removeWeight"
            />
          </Part>
        </>
      );
    case 'rate': {
      const { register, where } = measure.numerator;
      return (
        <>
          <Figure path={at('per')} label={t('definition.per')} value={measure.per} />
          <Part heading={t('indicators.numerator')}>
            <TermRegister register={register} path={at('numerator')} setting={setting} />
            <ConditionEditor
              condition={where ?? EVERYONE}
              path={[...at('numerator'), 'where']}
              setting={settingIn(setting, register)}
            />
          </Part>
        </>
      );
    }
    case 'count':
      return null;
    case 'ratio':
      return (
        <>
          <Figure path={at('per')} label={t('definition.times')} value={measure.per} />
          <Part heading={t('indicators.numerator')}>
            <TermEditor term={measure.numerator} path={at('numerator')} setting={setting} />
          </Part>
          <Part heading={t('indicators.denominator')}>
            <TermEditor term={measure.denominator} path={at('denominator')} setting={setting} />
          </Part>
        </>
      );
    case 'standardised':
      return (
        <>
          <Figure path={at('per')} label={t('definition.per')} value={measure.per} />
          <Part heading={t('indicators.numerator')}>
            <ConditionEditor condition={measure.numerator} path={at('numerator')} setting={setting} />
          </Part>
          <Part heading={t('indicators.strata')}>
            <Standardised measure={measure} path={path} setting={setting} />
          </Part>
        </>
      );
    case 'mean':
    case 'median':
    case 'quantile':
    case 'quantile-ratio':
    case 'sum':
      break;
  }
  return (
    <>
      {measure.kind === 'quantile' && <Figure path={at('p')} label={t('definition.quantile')} value={measure.p} />}
      {measure.kind === 'quantile-ratio' && (
        <>
          <Figure path={at('upper')} label={t('definition.upper')} value={measure.upper} />
          <Figure path={at('lower')} label={t('definition.lower')} value={measure.lower} />
        </>
      )}
      <Part heading={t('indicators.value')}>
        <ValueEditor value={measure.value} path={at('value')} setting={setting} />
      </Part>
      {measure.kind === 'mean' && (
        <Part heading={t('indicators.weight')}>
          <MaybeValue
            value={measure.weight}
            path={at('weight')}
            setting={setting}
            add="definition.addWeight"
            remove="definition.removeWeight"
          />
        </Part>
      )}
    </>
  );
}

/** What is computed from the population: the kind of measure and what it is made of. */
export function MeasureEditor({ measure, path, setting }: MeasureProps): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  return (
    <>
      <Field path={[...path, 'kind']} label={t('definition.measureKind')}>
        {(tied) => (
          <SmallSelect<Measure['kind']>
            {...tied}
            label={t('definition.measureKind')}
            width={260}
            value={measure.kind}
            choices={MEASURE_KINDS.map((kind) => ({ value: kind, label: t(`definition.measure.${kind}`) }))}
            onChange={(kind) => {
              edit(path, measureOf(kind, measure));
            }}
          />
        )}
      </Field>
      <Parts measure={measure} path={path} setting={setting} />
    </>
  );
}
