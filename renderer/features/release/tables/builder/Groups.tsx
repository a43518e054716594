import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { CodeBox } from '../../../../ui/controls/CodeBox.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useBuilder } from '../model/builder.ts';
import { codeOf, type Division, renamed } from '../model/divisions.ts';
import styles from './Builder.module.css';

interface GroupsProps {
  readonly division: Division;
  readonly onChange: (division: Division, by?: string) => void;
}

/** Classes taken together: subtotals between the classes and the total. A class stands in one of them. */
export function Groups({ division, onChange }: GroupsProps): ReactElement {
  const { t } = useWords();
  const settle = useBuilder((state) => state.settle);
  const { groups = [], categories, rest } = division;
  const set = (next: readonly (typeof groups)[number][], by?: string): void => {
    const { groups: _before, ...own } = division;
    onChange(next.length === 0 ? own : { ...own, groups: [...next] }, by);
  };
  const choices = [...categories, ...(rest === undefined ? [] : [rest])].map(({ code, label }) => ({
    value: code,
    label: label.sv,
  }));
  return (
    <>
      {groups.length > 0 && (
        <ul className={styles['classes']} aria-label={t('releaseTables.groups', { name: division.variable })}>
          {[...groups.entries()].map(([at, group]) => (
            <li key={`group ${String(at)}`}>
              <SmallText
                label={t('releaseTables.groupName', { number: at + 1 })}
                value={group.label.sv.trim()}
                onChange={(text) => {
                  const next = renamed(group, text, t('releaseTables.newGroup', { number: at + 1 }));
                  set(
                    groups.map((own, i) => (i === at ? next : own)),
                    `group.${String(at)}`,
                  );
                }}
                onDone={settle}
              />
              <CodeBox
                label={t('releaseTables.groupClasses', { name: group.label.sv })}
                value={group.categories}
                choices={choices}
                placeholder={t('releaseTables.chooseClasses')}
                nothingFound={t('releaseTables.noClass')}
                other={(code) => t('releaseTables.otherCode', { code })}
                onChange={(next) => {
                  set(
                    groups.map((own, i) =>
                      i === at
                        ? { ...own, categories: [...next] }
                        : { ...own, categories: own.categories.filter((code) => !next.includes(code)) },
                    ),
                  );
                }}
              />
              <IconButton
                shape="remove"
                label={t('releaseTables.removeGroup', { name: group.label.sv })}
                onClick={() => {
                  set(groups.filter((_, i) => i !== at));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={forms['adding']}>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            const name = t('releaseTables.newGroup', { number: groups.length + 1 });
            set([...groups, { code: codeOf(name), label: { sv: name, en: name }, categories: [] }]);
          }}
        >
          {t('releaseTables.addGroup')}
        </Button>
      </div>
    </>
  );
}
