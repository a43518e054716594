import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { CodeBox } from '../../../../ui/controls/CodeBox.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { divisionsOf, MOST_DIVISIONS, type RegisterContent, withDivisions } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { classPerCode, codeOf, OTHERS, startDivision } from '../model/divisions.ts';
import { dividing, likeliest, type Variable } from '../model/registers.ts';
import styles from './Builder.module.css';
import { ClassLimits } from './ClassLimits.tsx';

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
    <section className={styles['section']} aria-label={t('releaseTables.divisions')}>
      <h2>{t('releaseTables.divisions')}</h2>
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
        <div className={styles['adding']}>
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
    </section>
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
  const isNumber = variable?.type === 'integer';
  return (
    <div className={styles['division']}>
      <div className={styles['line']}>
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
      {isNumber ? (
        <ClassLimits division={division} onChange={onChange} />
      ) : (
        <Classes division={division} variable={variable} onChange={onChange} />
      )}
      <Checkbox
        label={t('releaseTables.others')}
        checked={division.rest !== undefined}
        onChange={(checked) => {
          const { rest: _before, ...own } = division;
          onChange(checked ? { ...own, rest: OTHERS } : own);
        }}
      />
    </div>
  );
}

/** Classes have no identity but their place: their names are being written. */
const withPlaces = (categories: Division['categories']) =>
  categories.map((category, at) => ({ category, at, key: `class ${String(at)}` }));

/** Classes of a category variable: a name, and the codes that it takes. */
function Classes({ division, variable, onChange }: Pick<OneProps, 'division' | 'variable' | 'onChange'>): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const { categories } = division;
  const codes = variable?.codes ?? [];
  const set = (next: readonly (typeof categories)[number][], by?: string): void => {
    onChange({ ...division, categories: [...next] }, by);
  };
  return (
    <>
      <ul className={styles['classes']} aria-label={t('releaseTables.classes', { name: division.variable })}>
        {withPlaces(categories).map(({ category, at, key }) => {
          const { label, values = [] } = category;
          const put = (next: (typeof categories)[number], by?: string): void => {
            set(
              categories.map((own, i) => (i === at ? next : own)),
              by,
            );
          };
          return (
            <li key={key}>
              <SmallText
                label={t('releaseTables.className', { number: at + 1 })}
                value={label.sv}
                onChange={(text) => {
                  put(
                    {
                      ...category,
                      code: codeOf(text === '' ? `klass ${String(at + 1)}` : text),
                      label: { sv: text === '' ? ' ' : text, en: text === '' ? ' ' : text },
                    },
                    `class.${String(at)}`,
                  );
                }}
                onDone={settle}
              />
              <CodeBox
                label={t('releaseTables.classCodes', { name: label.sv })}
                value={values}
                choices={codes.map(({ code, label: said }) => ({
                  value: code,
                  label: said === null ? code : `${code} ${said}`,
                }))}
                placeholder={t('releaseTables.chooseCodes')}
                nothingFound={t('releaseTables.noCode')}
                other={(code) => t('releaseTables.otherCode', { code })}
                onChange={(next) => {
                  // A code stands in one class: chosen here, it leaves the one that it was in.
                  set(
                    categories.map((own, i) =>
                      i === at
                        ? { ...own, values: [...next] }
                        : { ...own, values: (own.values ?? []).filter((code) => !next.includes(code)) },
                    ),
                  );
                }}
              />
              <IconButton
                shape="remove"
                label={t('releaseTables.removeClass', { name: label.sv })}
                disabled={categories.length <= 2}
                onClick={() => {
                  set(categories.filter((_, i) => i !== at));
                }}
              />
            </li>
          );
        })}
      </ul>
      <div className={styles['adding']}>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            const name = t('releaseTables.newClass', { number: categories.length + 1 });
            set([...categories, { code: codeOf(name), label: { sv: name, en: name }, values: [] }]);
          }}
        >
          {t('releaseTables.addClass')}
        </Button>
        {variable !== undefined && codes.length > 1 && (
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              set(classPerCode(variable));
            }}
          >
            {t('releaseTables.classPerCode')}
          </Button>
        )}
      </div>
    </>
  );
}
