import type { ReactElement } from 'react';
import {
  withExpert,
  withExpertName,
  withExpertWeight,
  withoutExpert,
} from '../../../../../shared/domain/tuning/weightRules.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { NumberBox } from '../../../../ui/controls/NumberBox.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { useMethodNames } from '../../model/names.ts';
import { ExpertName } from './ExpertName.tsx';
import styles from './Rule.module.css';
import type { RuleFormProps } from './ruleForm.ts';

/** One column per expert, one row per weight. */
export function PanelForm({ rule, group, onChange }: RuleFormProps<'panel'>): ReactElement {
  const { t } = useWords();
  const { name } = useMethodNames();
  const { experts } = rule;
  return (
    <>
      <ScrollRegion label={t('weightRule.panel')}>
        <table className={styles['matrix']}>
          <caption className={styles['unseen']}>{t('weightRule.panel')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('weightRule.part')}</th>
              {experts.map((expert, at) => (
                <th key={`expert ${String(at)}`} scope="col">
                  <span className={styles['expert']}>
                    <ExpertName
                      label={t('weightRule.expertName', { number: at + 1 })}
                      name={expert.name}
                      onName={(written) => {
                        onChange(withExpertName(rule, at, written));
                      }}
                    />
                    {experts.length > 1 && (
                      <IconButton
                        shape="remove"
                        label={t('weightRule.removeExpert', { name: expert.name })}
                        onClick={() => {
                          onChange(withoutExpert(rule, at));
                        }}
                      />
                    )}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.children.map(({ id }) => (
              <tr key={id}>
                <th scope="row" title={name(id)}>
                  {name(id)}
                </th>
                {experts.map((expert, at) => (
                  <td key={`expert ${String(at)}`}>
                    <NumberBox
                      label={t('weightRule.expertWeight', { expert: expert.name, name: name(id) })}
                      value={expert.weights[id] ?? Number.NaN}
                      decimals={1}
                      step={1}
                      least={0}
                      onChange={(value) => {
                        onChange(withExpertWeight(rule, at, group, id, value));
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div>
        <Button
          size="small"
          onClick={() => {
            onChange(withExpert(rule, t('weightRule.expert', { number: experts.length + 1 }), group));
          }}
        >
          {t('weightRule.addExpert')}
        </Button>
      </div>
    </>
  );
}
