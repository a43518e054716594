import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import type { RuleFormProps } from './ruleForm.ts';

/** The first principal component: what becomes of a negative loading is said, never silent. */
export function ComponentForm({ rule, onChange }: Omit<RuleFormProps<'pca'>, 'group'>): ReactElement {
  const { t } = useWords();
  return (
    <Checkbox
      label={t('weightRule.negativeZero')}
      checked={rule.negative === 'zero'}
      onChange={(zero) => {
        onChange({ ...rule, negative: zero ? 'zero' : 'refuse' });
      }}
    />
  );
}
