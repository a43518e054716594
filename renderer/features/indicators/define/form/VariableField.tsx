import { type ReactElement, useMemo } from 'react';
import type { VariableReference } from '../../../../../shared/schemas/condition.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords, type Words } from '../../../../i18n/words.ts';
import { Combo } from '../../../../ui/controls/Combo.tsx';
import type { ChoiceGroup } from '../../../../ui/controls/Select.tsx';
import { useEditor } from '../model/editor.ts';
import type { Path } from '../model/path.ts';
import { type Registers, type Setting, type Variable, variableAt, variablesOf } from '../model/registers.ts';
import { Field } from './Field.tsx';

/** Which variables a place can hold. */
export type Wanted = 'numbers' | 'codes' | 'numbers-and-codes' | 'any';

const TYPES: Readonly<Record<Wanted, readonly Variable['type'][]>> = {
  numbers: ['integer', 'decimal'],
  codes: ['category', 'area'],
  'numbers-and-codes': ['integer', 'decimal', 'category', 'area'],
  any: ['integer', 'decimal', 'category', 'area', 'key'],
};

/** Between the join and the variable; stands in no name. */
const DOT = '.';
const writtenOf = ({ variable, join }: VariableReference): string =>
  join === undefined ? variable : `${join}${DOT}${variable}`;
const referenceOf = (written: string): VariableReference => {
  const at = written.indexOf(DOT);
  return at < 0 ? { variable: written } : { variable: written.slice(at + 1), join: written.slice(0, at) };
};

function groupsOf(registers: Registers, setting: Setting, wanted: Wanted, words: Words): ChoiceGroup[] {
  const { t } = words;
  const items = (register: string, join?: string): ChoiceGroup['items'] =>
    variablesOf(registers, register)
      .filter(({ type }) => TYPES[wanted].includes(type))
      .map(({ name, type }) => ({
        value: writtenOf(join === undefined ? { variable: name } : { variable: name, join }),
        label: `${join === undefined ? name : `${join}.${name}`} (${t(`definition.type.${type}`)})`,
      }));
  const joined = setting.joins.filter(({ many }) => many !== true);
  return [
    { group: registerName(setting.register, words), items: items(setting.register) },
    ...joined.map(({ name, register }) => ({
      group: t('definition.throughJoin', { join: name, register: registerName(register, words) }),
      items: items(register, name),
    })),
  ].filter((group) => group.items.length > 0);
}

interface VariableFieldProps {
  readonly reference: VariableReference;
  readonly path: Path;
  readonly setting: Setting;
  readonly wanted: Wanted;
  readonly label?: string;
  readonly onChange: (reference: VariableReference) => void;
}

/** One variable, of the register itself or of one that is joined. One that does not exist stays, and is told of. */
export function VariableField(props: VariableFieldProps): ReactElement {
  const { reference, path, setting, wanted, label, onChange } = props;
  const words = useWords();
  const { t } = words;
  const registers = useEditor((state) => state.registers);
  const groups = useMemo(() => groupsOf(registers, setting, wanted, words), [registers, setting, wanted, words]);
  const value = writtenOf(reference);
  const there = value === '' || groups.some(({ items }) => items.some((item) => item.value === value));
  const variable = variableAt(registers, setting, reference);
  const all = there ? groups : [{ group: t('definition.notThere'), items: [{ value, label: value }] }, ...groups];
  return (
    <Field path={path}>
      {(tied) => (
        <span title={variable?.note ?? undefined}>
          <Combo
            {...tied}
            label={label ?? t('definition.variable')}
            value={value === '' ? null : value}
            groups={all}
            placeholder={t('definition.chooseVariable')}
            nothingFound={t('definition.noVariable')}
            onChange={(next) => {
              onChange(referenceOf(next));
            }}
          />
        </span>
      )}
    </Field>
  );
}
