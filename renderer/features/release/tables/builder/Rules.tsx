import type { ReactElement } from 'react';
import type { RulesInForce } from '../../../../../shared/ipc/tables.ts';
import { failureText } from '../../../../app/connection/client.ts';
import { useWords, type Words } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { FormGroup } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { useOrganisation } from '../../model/organisation.ts';
import { limitsOf } from '../../rulesSaid.ts';
import { useBuilder } from '../model/builder.ts';

const nameOf = ({ set, organisation, number }: RulesInForce, { t, language }: Words): string =>
  organisation === null
    ? t('releaseTables.rules.shipped', { name: set.name[language], number })
    : t('releaseTables.rules.signed', { name: set.name[language], number, organisation });

/** Whose rules the table is looked at under, by name and version, with every limit that they set; and the way to choose another's. */
export function Rules(): ReactElement {
  const words = useWords();
  const { t, language } = words;
  const rules = useBuilder((state) => state.count?.rules ?? null);
  const { chosen, failure, choose } = useOrganisation();
  return (
    <FormGroup label={t('releaseTables.rules')}>
      {rules !== null && (
        <>
          <p>
            <strong>{nameOf(rules, words)}</strong>
          </p>
          <p className={forms['hint']}>{limitsOf(rules.set, words).join('; ')}.</p>
          {rules.looser.length > 0 && (
            <p className={forms['fault']}>{t('releaseTables.rules.looser', { limits: rules.looser.join(', ') })}</p>
          )}
          {rules.organisation === null && <p className={forms['hint']}>{t('releaseTables.rules.shippedMore')}</p>}
        </>
      )}
      <div className={forms['adding']}>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            void choose();
          }}
        >
          {t(chosen === null ? 'releaseTables.rules.choose' : 'releaseTables.rules.other')}
        </Button>
      </div>
      {failure !== null && (
        <p role="alert" className={forms['fault']}>
          {failureText(failure, language)}
        </p>
      )}
    </FormGroup>
  );
}
