import type { ReactElement } from 'react';
import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { useActions, useEditor } from '../model/editor.ts';
import { type Registers, type Setting, variableAt, variablesOf } from '../model/registers.ts';
import { Field } from './Field.tsx';
import styles from './Form.module.css';
import { VariableField } from './VariableField.tsx';
import { ChoiceAt } from './Words.tsx';

type Sexed = NonNullable<IndicatorDefinition['bySex']>;

const keysOf = (registers: Registers, register: string): string[] =>
  variablesOf(registers, register).flatMap(({ name, type }) => (type === 'key' ? [name] : []));

function Through({
  through,
  register,
}: {
  readonly through: NonNullable<Sexed['through']>;
  readonly register: string;
}): ReactElement {
  const words = useWords();
  const { t } = words;
  const { edit } = useActions();
  const registers = useEditor((state) => state.registers);
  const own = keysOf(registers, register);
  return (
    <>
      <ChoiceAt
        path={['bySex', 'through', 'register']}
        label={t('definition.joinRegister')}
        value={through.register}
        choices={registers.map((one) => ({ value: one.register, label: registerName(one.register, words) }))}
        onChange={(next) => {
          edit(['bySex', 'through', 'register'], next);
        }}
      />
      <ChoiceAt
        path={['bySex', 'through', 'key']}
        label={t('definition.joinKey')}
        value={through.key}
        choices={keysOf(registers, through.register)
          .filter((key) => own.includes(key))
          .map((key) => ({ value: key, label: key }))}
        onChange={(next) => {
          edit(['bySex', 'through', 'key'], next);
        }}
      />
    </>
  );
}

function Codes({ bySex, setting }: { readonly bySex: Sexed; readonly setting: Setting }): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const registers = useEditor((state) => state.registers);
  const codes = variableAt(registers, setting, { variable: bySex.variable })?.codes ?? [];
  const choices = codes.map(({ code, label }) => ({ value: code, label: label === null ? code : `${code} ${label}` }));
  const codeOf = (sex: 'women' | 'men'): ReactElement => (
    <Field path={['bySex', sex]} label={t(sex === 'women' ? 'definition.codeWomen' : 'definition.codeMen')}>
      {(tied) => (
        <SmallSelect
          {...tied}
          label={t(sex === 'women' ? 'definition.codeWomen' : 'definition.codeMen')}
          width={160}
          value={bySex[sex]}
          choices={choices}
          onChange={(next) => {
            edit(['bySex', sex], next);
          }}
        />
      )}
    </Field>
  );
  return (
    <>
      {codeOf('women')}
      {codeOf('men')}
    </>
  );
}

/** Whether the indicator is told for women and men too, and where the person's sex stands. */
export function BySex({
  bySex,
  population,
}: {
  readonly bySex: Sexed | undefined;
  readonly population: IndicatorDefinition['population'];
}): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const setting: Setting = {
    register: bySex?.through?.register ?? population.register,
    joins: [],
    insideCount: false,
    insideNational: false,
  };
  return (
    <Field path={['bySex']} how="here" label={t('indicators.sex')}>
      {() => (
        <>
          <Checkbox
            label={t('definition.bySex')}
            checked={bySex !== undefined}
            onChange={(checked) => {
              edit(['bySex'], checked ? { variable: 'Kon', women: '2', men: '1' } : undefined);
            }}
          />
          {bySex !== undefined && (
            <div className={styles['nested']}>
              <VariableField
                label={t('definition.sex')}
                reference={{ variable: bySex.variable }}
                path={['bySex', 'variable']}
                setting={setting}
                wanted="codes"
                onChange={({ variable }) => {
                  edit(['bySex', 'variable'], variable);
                }}
              />
              <Codes bySex={bySex} setting={setting} />
              <Checkbox
                label={t('definition.sexThrough')}
                checked={bySex.through !== undefined}
                onChange={(checked) => {
                  edit(['bySex', 'through'], checked ? { register: 'person', key: 'LopNr' } : undefined);
                }}
              />
              {bySex.through !== undefined && <Through through={bySex.through} register={population.register} />}
            </div>
          )}
        </>
      )}
    </Field>
  );
}
