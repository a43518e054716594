import { type ReactElement, useState } from 'react';
import type { VariableReference } from '../../../../../shared/schemas/condition.ts';
import type { Measure } from '../../../../../shared/schemas/indicator.ts';
import { useWords } from '../../../../i18n/words.ts';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { useActions, useEditor } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { type Setting, variableAt } from '../model/registers.ts';
import { CodesField } from './CodesField.tsx';
import { Field } from './Field.tsx';
import styles from './Form.module.css';
import { VariableField } from './VariableField.tsx';

type Standardised = Extract<Measure, { kind: 'standardised' }>;
type Standard = Standardised['standard'];
type StandardKind = 'nation' | 'nationOf' | 'strata';

const kindOf = (standard: Standard): StandardKind =>
  standard === 'nation' ? 'nation' : 'strata' in standard ? 'strata' : 'nationOf';

/** Every stratum of the ages and sexes, with the persons that are known for it. */
const strataOf = ({ fromAges, sexes, standard }: Standardised): { fromAge: number; sex: string; persons: number }[] => {
  const known = typeof standard === 'object' && 'strata' in standard ? standard.strata : [];
  return fromAges.flatMap((fromAge) =>
    sexes.map((sex) => known.find((one) => one.fromAge === fromAge && one.sex === sex) ?? { fromAge, sex, persons: 1 }),
  );
};

function Ages({ ages, path }: { readonly ages: readonly number[]; readonly path: Path }): ReactElement {
  const { t } = useWords();
  const { edit, settle } = useActions();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field path={path} label={t('definition.fromAges')}>
      {(tied) => (
        <SmallText
          {...tied}
          label={t('definition.fromAges')}
          value={typed ?? ages.join(' ')}
          onChange={(next) => {
            setTyped(next);
            edit(
              path,
              next
                .split(/[\s,;]+/u)
                .filter((part) => /^\d{1,3}$/u.test(part))
                .map(Number),
            );
          }}
          onDone={() => {
            setTyped(null);
            settle();
          }}
        />
      )}
    </Field>
  );
}

/** By which ages and sexes a measure is standardised, and to whose. */
export function Standardised({
  measure,
  path,
  setting,
}: {
  readonly measure: Standardised;
  readonly path: Path;
  readonly setting: Setting;
}): ReactElement {
  const { t } = useWords();
  const { edit, settle } = useActions();
  const registers = useEditor((state) => state.registers);
  const { age, sex, sexes, fromAges, standard } = measure;
  const reference = (key: 'age' | 'sex', now: VariableReference): ReactElement => (
    <div className={styles['row']}>
      <span className={styles['label']}>{t(`definition.${key}`)}</span>
      <VariableField
        label={t(`definition.${key}`)}
        reference={now}
        path={[...path, key]}
        setting={setting}
        wanted={key === 'age' ? 'numbers' : 'codes'}
        onChange={(next) => {
          edit([...path, key], next);
        }}
      />
    </div>
  );
  return (
    <>
      {reference('age', age)}
      <Ages ages={fromAges} path={[...path, 'fromAges']} />
      {reference('sex', sex)}
      <CodesField
        codes={sexes}
        path={[...path, 'sexes']}
        variable={variableAt(registers, setting, sex)}
        onDone={settle}
        onChange={(codes) => {
          edit([...path, 'sexes'], codes.map(String));
        }}
      />
      <Field path={[...path, 'standard']} label={t('definition.standard')}>
        {(tied) => (
          <SmallSelect<StandardKind>
            {...tied}
            label={t('definition.standard')}
            width={260}
            value={kindOf(standard)}
            choices={(['nation', 'nationOf', 'strata'] as const).map((kind) => ({
              value: kind,
              label: t(`definition.standard.${kind}`),
            }))}
            onChange={(kind) => {
              const next: Standard =
                kind === 'nation'
                  ? 'nation'
                  : kind === 'nationOf'
                    ? { nationOf: registers.find((one) => one.register === setting.register)?.years.at(-1) ?? 2022 }
                    : { strata: strataOf(measure) };
              edit([...path, 'standard'], next);
            }}
          />
        )}
      </Field>
      {typeof standard === 'object' && 'nationOf' in standard && (
        <Field path={[...path, 'standard', 'nationOf']} label={t('indicators.year')}>
          {(tied) => (
            <SmallNumber
              {...tied}
              label={t('indicators.year')}
              value={standard.nationOf}
              onDone={settle}
              onChange={(year) => {
                if (year !== null) edit([...path, 'standard', 'nationOf'], year);
              }}
            />
          )}
        </Field>
      )}
      {typeof standard === 'object' && 'strata' in standard && (
        <div className={styles['strata']}>
          {strataOf(measure).map((stratum, at) => {
            const label = t('definition.stratum', { age: stratum.fromAge, sex: stratum.sex });
            return (
              <Field
                key={`${String(stratum.fromAge)} ${stratum.sex}`}
                path={[...path, 'standard', 'strata', at]}
                label={label}
              >
                {(tied) => (
                  <SmallNumber
                    {...tied}
                    label={label}
                    value={stratum.persons}
                    onDone={settle}
                    onChange={(persons) => {
                      edit(
                        [...path, 'standard', 'strata'],
                        strataOf(measure).map((one, i) => (i === at ? { ...one, persons: persons ?? 0 } : one)),
                      );
                    }}
                  />
                )}
              </Field>
            );
          })}
        </div>
      )}
    </>
  );
}
