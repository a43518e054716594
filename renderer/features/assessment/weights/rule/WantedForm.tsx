import type { ReactElement } from 'react';
import { withoutGroup, withWanted, withWantedGroup } from '../../../../../shared/domain/tuning/weightRules.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { NumberBox } from '../../../../ui/controls/NumberBox.tsx';
import { useMethodNames } from '../../model/names.ts';
import styles from './Rule.module.css';
import type { RuleFormProps } from './ruleForm.ts';

/** How much each child is to matter for the group. */
export function WantedForm({ rule, group, onChange }: RuleFormProps<'importance'>): ReactElement {
  const { t } = useWords();
  const { name } = useMethodNames();
  const own = rule.groups.find((one) => (one.group ?? '') === group.id);
  return (
    <>
      <Checkbox
        label={t('weightRule.wantedGroup')}
        checked={own !== undefined}
        onChange={(on) => {
          onChange(on ? withWantedGroup(rule, group) : withoutGroup(rule, group.id));
        }}
      />
      {own !== undefined && (
        <div className={styles['wanted']}>
          {own.wanted.map(({ id, share }) => (
            <div key={id}>
              <span>{name(id)}</span>
              <NumberBox
                label={t('weightRule.wantedOf', { name: name(id) })}
                value={share}
                decimals={1}
                step={1}
                least={0.1}
                most={1000}
                onChange={(value) => {
                  onChange(withWanted(rule, group.id, id, value));
                }}
              />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
