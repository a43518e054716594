import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { CodeBox } from '../../../../ui/controls/CodeBox.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useBuilder } from '../model/builder.ts';
import { type Category, classPerCode, codeOf, type Division, renamed, withClasses } from '../model/divisions.ts';
import type { Variable } from '../model/registers.ts';
import styles from './Builder.module.css';

interface ClassesProps {
  readonly division: Division;
  readonly variable: Variable | undefined;
  readonly onChange: (division: Division, by?: string) => void;
}

/** Classes of a variable, each with a name and the codes that it takes, or the lowest and highest number. They have no identity but their place. */
export function Classes({ division, variable, onChange }: ClassesProps): ReactElement {
  const { t } = useWords();
  const { categories } = division;
  const ranges = categories.some(({ values }) => values === undefined);
  const set = (next: readonly Category[], by?: string): void => {
    onChange(withClasses(division, next), by);
  };
  const codes = variable?.codes ?? [];
  return (
    <>
      <ul
        className={styles['classes']}
        data-ranges={ranges}
        aria-label={t('releaseTables.classes', { name: division.variable })}
      >
        {[...categories.entries()].map(([at, category]) => (
          <OneClass
            key={`class ${String(at)}`}
            at={at}
            category={category}
            variable={variable}
            alone={categories.length <= 2}
            onChange={(next, by) => {
              // A code stands in one class: chosen here, it leaves the one that it was in.
              const taken = by === undefined ? (next.values ?? []) : [];
              set(
                categories.map((own, i) =>
                  i === at
                    ? next
                    : own.values?.some((code) => taken.includes(code)) === true
                      ? { ...own, values: own.values.filter((code) => !taken.includes(code)) }
                      : own,
                ),
                by,
              );
            }}
            onRemove={() => {
              set(categories.filter((_, i) => i !== at));
            }}
          />
        ))}
      </ul>
      <div className={forms['adding']}>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            const name = t('releaseTables.newClass', { number: categories.length + 1 });
            const own = ranges ? {} : { values: [] };
            set([...categories, { code: codeOf(name), label: { sv: name, en: name }, ...own }]);
          }}
        >
          {t('releaseTables.addClass')}
        </Button>
        {variable !== undefined && !ranges && codes.length > 1 && (
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

interface OneClassProps {
  readonly at: number;
  readonly category: Category;
  readonly variable: Variable | undefined;
  readonly alone: boolean;
  readonly onChange: (category: Category, by?: string) => void;
  readonly onRemove: () => void;
}

function OneClass({ at, category, variable, alone, onChange, onRemove }: OneClassProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const { label, values } = category;
  const bound = (which: 'from' | 'to'): ReactElement => (
    <SmallNumber
      label={t(which === 'from' ? 'releaseTables.classFrom' : 'releaseTables.classTo', { name: label.sv })}
      value={category[which] ?? null}
      width="100%"
      placeholder={t(which === 'from' ? 'releaseTables.from' : 'releaseTables.to')}
      onChange={(number) => {
        const { [which]: _before, ...own } = category;
        onChange(number === null ? own : { ...own, [which]: Math.round(number) }, `class.${which}.${String(at)}`);
      }}
      onDone={settle}
    />
  );
  return (
    <li>
      <SmallText
        label={t('releaseTables.className', { number: at + 1 })}
        value={label.sv.trim()}
        onChange={(text) => {
          onChange(renamed(category, text, t('releaseTables.newClass', { number: at + 1 })), `class.${String(at)}`);
        }}
        onDone={settle}
      />
      {(values === undefined || category.from !== undefined || category.to !== undefined) && (
        <>
          {bound('from')}
          {bound('to')}
        </>
      )}
      {values !== undefined && (
        <CodeBox
          label={t('releaseTables.classCodes', { name: label.sv })}
          value={values}
          choices={(variable?.codes ?? []).map(({ code, label: said }) => ({
            value: code,
            label: said === null ? code : `${code} ${said}`,
          }))}
          placeholder={t('releaseTables.chooseCodes')}
          nothingFound={t('releaseTables.noCode')}
          other={(code) => t('releaseTables.otherCode', { code })}
          onChange={(next) => {
            onChange({ ...category, values: [...next] });
          }}
        />
      )}
      <IconButton
        shape="remove"
        label={t('releaseTables.removeClass', { name: label.sv })}
        disabled={alone}
        onClick={onRemove}
      />
    </li>
  );
}
