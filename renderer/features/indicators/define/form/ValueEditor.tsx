import { type ReactElement, use } from 'react';
import type { Value } from '../../../../../shared/schemas/condition.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { VALUE_KINDS, type ValueKind, valueKind, valueOf } from '../model/blanks.ts';
import { useActions } from '../model/editor.ts';
import { type Path, placeOf } from '../model/path.ts';
import { insideCountOf, type Setting } from '../model/registers.ts';
import { Faults, Field, useFaults } from './Field.tsx';
import styles from './Form.module.css';
import { NestedCondition } from './nested.ts';
import { VariableField } from './VariableField.tsx';

interface ValueProps {
  readonly value: Value;
  readonly path: Path;
  readonly setting: Setting;
}

type PartProps<K extends string> = Omit<ValueProps, 'value'> & {
  readonly value: Extract<Value, Readonly<Record<K, unknown>>>;
};

const LISTS = ['add', 'subtract', 'multiply', 'divide'] as const;

function Count({ value, path, setting }: PartProps<'count'>): ReactElement {
  const { t } = useWords();
  const drawCondition = use(NestedCondition);
  const { edit } = useActions();
  const many = setting.joins.filter((join) => join.many === true);
  return (
    <div className={styles['nested']}>
      <Field path={[...path, 'count']} label={t('definition.countIn')}>
        {(tied) => (
          <SmallSelect
            {...tied}
            label={t('definition.countIn')}
            width={188}
            value={value.count}
            choices={[
              ...(value.count === '' ? [{ value: '', label: t('definition.chooseJoin') }] : []),
              ...many.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(join) => {
              edit([...path, 'count'], join);
            }}
          />
        )}
      </Field>
      {many.length === 0 && <p className={styles['hint']}>{t('definition.noManyJoin')}</p>}
      <p className={styles['hint']}>{t('definition.countWhere')}</p>
      {drawCondition({
        condition: value.where,
        path: [...path, 'where'],
        setting: insideCountOf(setting, value.count),
      })}
    </div>
  );
}

function National({ value, path, setting }: PartProps<'nationalQuantile'>): ReactElement {
  const { t } = useWords();
  const drawCondition = use(NestedCondition);
  const { edit, settle } = useActions();
  const { nationalQuantile, of, where, yearsBack } = value;
  const inside: Setting = { ...setting, insideNational: true, ...(yearsBack === undefined ? {} : { joins: [] }) };
  return (
    <div className={styles['nested']}>
      <div className={styles['row']}>
        <Field path={[...path, 'nationalQuantile']} label={t('definition.quantile')}>
          {(tied) => (
            <SmallNumber
              {...tied}
              label={t('definition.quantile')}
              value={nationalQuantile}
              onDone={settle}
              onChange={(p) => {
                if (p !== null) edit([...path, 'nationalQuantile'], p);
              }}
            />
          )}
        </Field>
        <Field path={[...path, 'yearsBack']} label={t('definition.yearsBack')}>
          {(tied) => (
            <SmallNumber
              {...tied}
              label={t('definition.yearsBack')}
              value={yearsBack ?? null}
              placeholder="0"
              width={48}
              onDone={settle}
              onChange={(back) => {
                edit([...path, 'yearsBack'], back === null || back === 0 ? undefined : back);
              }}
            />
          )}
        </Field>
      </div>
      <p className={styles['hint']}>{t('definition.nationalOf')}</p>
      <ValueEditor value={of} path={[...path, 'of']} setting={inside} />
      <p className={styles['hint']}>{t('definition.nationalWhere')}</p>
      {drawCondition({ condition: where, path: [...path, 'where'], setting: inside })}
    </div>
  );
}

function Terms({ value, path, setting }: ValueProps): ReactElement | null {
  const { t } = useWords();
  const { edit } = useActions();
  const kind = LISTS.find((one) => one === valueKind(value));
  if (kind === undefined) return null;
  const terms = (value as Readonly<Record<string, readonly Value[]>>)[kind] ?? [];
  const open = kind === 'add' || kind === 'multiply';
  const own = [...path, kind];
  return (
    <div className={styles['nested']}>
      {terms.map((term, at) => (
        // A term is known by where it stands.
        <div key={placeOf([...own, at])} className={styles['row']}>
          <ValueEditor value={term} path={[...own, at]} setting={setting} />
          {open && terms.length > 2 && (
            <IconButton
              shape="remove"
              label={t('definition.removeTerm')}
              onClick={() => {
                edit(
                  own,
                  terms.filter((_, i) => i !== at),
                );
              }}
            />
          )}
        </div>
      ))}
      {open && (
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            edit(own, [...terms, 1]);
          }}
        >
          {t('definition.addTerm')}
        </Button>
      )}
    </div>
  );
}

/** A number per record: a variable, a number, or a formula of them. */
export function ValueEditor({ value, path, setting }: ValueProps): ReactElement {
  const { t } = useWords();
  const { edit, settle } = useActions();
  const said = useFaults(path, 'here');
  const kinds = VALUE_KINDS.filter(
    (kind) =>
      kind === valueKind(value) ||
      !(
        (kind === 'count' && setting.insideCount) ||
        (kind === 'nationalQuantile' && (setting.insideCount || setting.insideNational))
      ),
  );
  const simple = typeof value === 'number' || 'variable' in value;
  return (
    <div className={simple ? styles['value'] : styles['formula']} data-place={placeOf(path)}>
      <div className={styles['row']}>
        <SmallSelect<ValueKind>
          label={t('definition.valueKind')}
          width={simple ? 88 : 188}
          value={valueKind(value)}
          choices={kinds.map((kind) => ({ value: kind, label: t(`definition.value.${kind}`) }))}
          onChange={(kind) => {
            edit(path, valueOf(kind, value));
          }}
        />
        {typeof value === 'number' && (
          <SmallNumber
            label={t('definition.number')}
            value={value}
            onDone={settle}
            onChange={(next) => {
              if (next !== null) edit(path, next);
            }}
          />
        )}
        {typeof value === 'object' && 'variable' in value && (
          <VariableField
            reference={value}
            path={[...path, 'variable']}
            setting={setting}
            wanted="numbers"
            onChange={(reference) => {
              edit(path, reference);
            }}
          />
        )}
      </div>
      <Faults said={said} />
      {typeof value === 'object' && 'count' in value && <Count value={value} path={path} setting={setting} />}
      {typeof value === 'object' && 'nationalQuantile' in value && (
        <National value={value} path={path} setting={setting} />
      )}
      <Terms value={value} path={path} setting={setting} />
      {typeof value === 'object' && 'roundUp' in value && (
        <div className={styles['nested']}>
          <ValueEditor value={value.roundUp} path={[...path, 'roundUp']} setting={setting} />
        </div>
      )}
      {typeof value === 'object' && 'roundDown' in value && (
        <div className={styles['nested']}>
          <ValueEditor value={value.roundDown} path={[...path, 'roundDown']} setting={setting} />
        </div>
      )}
    </div>
  );
}
