import type { ReactElement } from 'react';
import type { Join } from '../../../../../shared/schemas/indicator.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { useActions, useEditor } from '../model/editor.ts';
import { type Path, placeOf } from '../model/path.ts';
import { type Registers, variablesOf } from '../model/registers.ts';
import { Faults, Field, useFaults } from './Field.tsx';
import styles from './Form.module.css';

const keysOf = (registers: Registers, register: string): string[] =>
  variablesOf(registers, register).flatMap(({ name, type }) => (type === 'key' ? [name] : []));

interface JoinRowProps {
  readonly join: Join;
  readonly path: Path;
  readonly register: string;
  readonly earlier: readonly Join[];
  readonly onRemove: () => void;
}

function JoinRow({ join, path, register, earlier, onRemove }: JoinRowProps): ReactElement {
  const words = useWords();
  const { t } = words;
  const { edit, settle } = useActions();
  const registers = useEditor((state) => state.registers);
  const said = useFaults(path, 'here');
  const from = earlier.find(({ name }) => name === join.from)?.register ?? register;
  const shared = keysOf(registers, from).filter((key) => keysOf(registers, join.register).includes(key));
  const at = (key: string): Path => [...path, key];
  return (
    <li className={styles['join']} data-place={placeOf(path)}>
      <div className={styles['row']}>
        <Field path={at('name')} label={t('definition.joinName')}>
          {(tied) => (
            <SmallText
              {...tied}
              label={t('definition.joinName')}
              width={112}
              value={join.name}
              onDone={settle}
              onChange={(name) => {
                edit(at('name'), name);
              }}
            />
          )}
        </Field>
        <Field path={at('from')} label={t('definition.joinFrom')}>
          {(tied) => (
            <SmallSelect
              {...tied}
              label={t('definition.joinFrom')}
              width={136}
              value={join.from ?? ''}
              choices={[
                { value: '', label: t('definition.thePopulation') },
                ...earlier.filter(({ many }) => many !== true).map(({ name }) => ({ value: name, label: name })),
              ]}
              onChange={(next) => {
                edit(at('from'), next === '' ? undefined : next);
              }}
            />
          )}
        </Field>
        <Field path={at('register')} label={t('definition.joinRegister')}>
          {(tied) => (
            <SmallSelect
              {...tied}
              label={t('definition.joinRegister')}
              width={136}
              value={join.register}
              choices={registers.map((one) => ({ value: one.register, label: registerName(one.register, words) }))}
              onChange={(next) => {
                edit(at('register'), next);
              }}
            />
          )}
        </Field>
        <Field path={at('key')} label={t('definition.joinKey')}>
          {(tied) => (
            <SmallSelect
              {...tied}
              label={t('definition.joinKey')}
              width={136}
              value={join.key}
              choices={shared.map((key) => ({ value: key, label: key }))}
              onChange={(next) => {
                edit(at('key'), next);
              }}
            />
          )}
        </Field>
        <Field path={at('yearsBack')} label={t('definition.yearsBack')}>
          {(tied) => (
            <SmallNumber
              {...tied}
              label={t('definition.yearsBack')}
              width={48}
              placeholder="0"
              value={join.yearsBack ?? null}
              onDone={settle}
              onChange={(back) => {
                edit(at('yearsBack'), back === null || back === 0 ? undefined : back);
              }}
            />
          )}
        </Field>
        <span className={styles['last']}>
          <IconButton shape="remove" label={t('definition.removeJoin', { name: join.name })} onClick={onRemove} />
        </span>
      </div>
      <Checkbox
        label={t('definition.joinMany')}
        checked={join.many === true}
        onChange={(many) => {
          edit(at('many'), many ? true : undefined);
        }}
      />
      <Faults said={said} />
    </li>
  );
}

/** Other registers that the definition reaches, by keys that have the same name in both. */
export function JoinsEditor({
  joins,
  path,
  register,
}: {
  readonly joins: readonly Join[];
  readonly path: Path;
  readonly register: string;
}): ReactElement {
  const { t } = useWords();
  const { edit } = useActions();
  const registers = useEditor((state) => state.registers);
  const add = (): void => {
    const keys = keysOf(registers, register);
    const other = registers.find(
      (one) => one.register !== register && keysOf(registers, one.register).some((key) => keys.includes(key)),
    );
    const key = other === undefined ? keys[0] : keysOf(registers, other.register).find((own) => keys.includes(own));
    const to = other?.register ?? register;
    const names = new Set(joins.map(({ name }) => name));
    const name = names.has(to) ? `${to}_${String(names.size + 1)}` : to;
    edit(path, [...joins, { name, register: to, key: key ?? '' }]);
  };
  return (
    <>
      {joins.length === 0 && <p className={styles['hint']}>{t('definition.noJoins')}</p>}
      <ul className={styles['list']}>
        {joins.map((join, at) => (
          // A join is known by where it stands: its name is being written.
          <JoinRow
            key={placeOf([...path, at])}
            join={join}
            path={[...path, at]}
            register={register}
            earlier={joins.slice(0, at)}
            onRemove={() => {
              const rest = joins.filter((_, i) => i !== at);
              edit(path, rest.length === 0 && path.length === 1 ? undefined : rest);
            }}
          />
        ))}
      </ul>
      <Button size="small" kind="quiet" onClick={add}>
        {t('definition.addJoin')}
      </Button>
    </>
  );
}
