import type { ReactElement } from 'react';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import type { ReleaseStatement } from '../../../../../shared/schemas/releaseStatement.ts';
import { text } from '../../../../../shared/texts/text.ts';
import { useWords, type Words } from '../../../../i18n/words.ts';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { tablesBehind } from '../model/statements.ts';

/** What a list says of its areas or groups: "Sammanvägning: nivå, rang". */
export const kindSaid = ({ content }: ReleaseStatement, { t, language }: Words): string =>
  t(`releaseTables.statement.${content.kind}`, {
    parts: content.show.map((part) => text(language, `statement.part.${part}`).toLowerCase()).join(', '),
  });

interface StatementListProps {
  readonly statements: readonly ReleaseStatement[];
  readonly tables: readonly ReleaseTable[];
  /** Absent where they can only be read. */
  readonly onRemove?: (id: string) => void;
}

/** Lists, needs, groups and profiles of a draft: what each is, which tables it is worked out from, and which of them are not there. */
export function StatementList({ statements, tables, onRemove }: StatementListProps): ReactElement | null {
  const words = useWords();
  const { t, language } = words;
  if (statements.length === 0) return null;
  return (
    <ul aria-label={t('releaseTables.statements')}>
      {statements.map((statement) => {
        const { id, title } = statement;
        const { there, lacking } = tablesBehind(statement, tables);
        return (
          <li key={id}>
            <div>
              <span>{title[language]}</span>
              <p className={forms['hint']}>{kindSaid(statement, words)}</p>
              {there.length > 0 && (
                <p className={forms['hint']}>
                  {t('releaseTables.statementFrom', {
                    tables: there.map((table) => table.title[language]).join('; '),
                  })}
                </p>
              )}
              {lacking.length > 0 && (
                <p className={forms['fault']}>{t('releaseTables.statementLacks', { tables: lacking.join(', ') })}</p>
              )}
            </div>
            {onRemove !== undefined && (
              <IconButton
                shape="remove"
                label={t('releaseTables.removeFromDraft', { title: title[language] })}
                onClick={() => {
                  onRemove(id);
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
