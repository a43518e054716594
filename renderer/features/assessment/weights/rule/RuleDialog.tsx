import { type ReactElement, useState } from 'react';
import { isTextKey, text } from '../../../../../shared/texts/text.ts';
import { ruledGroups, startRule, takenByHand } from '../../../../../shared/domain/tuning/weightRules.ts';
import type { IndexMethod, WeightRule } from '../../../../../shared/schemas/method.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Dialog } from '../../../../ui/controls/Dialog.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { useMethodNames } from '../../model/names.ts';
import { useTuned, useTuner } from '../../model/useTuner.ts';
import { ComparisonForm } from './ComparisonForm.tsx';
import { ComponentForm } from './ComponentForm.tsx';
import { Outcome } from './Outcome.tsx';
import { PanelForm } from './PanelForm.tsx';
import styles from './Rule.module.css';
import { WantedForm } from './WantedForm.tsx';

const KINDS = ['hand', 'equal', 'pca', 'ahp', 'importance', 'panel'] as const;
type Kind = (typeof KINDS)[number];

/** Puts a rule in the index, or takes it away. */
const withRule = (index: IndexMethod, rule: WeightRule | null): IndexMethod => {
  const { weights: _before, ...plain } = index;
  return rule === null ? plain : { ...plain, weights: rule };
};

/** How the weights are set when a rule sets them: chosen, filled in, and seen at work while it is changed. */
export function RuleDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t, language } = useWords();
  const tuner = useTuner();
  const { name } = useMethodNames();
  const index = useTuned(({ settings }) => settings.index);
  const failure = useTuned((now) => now.failure);
  const groups = ruledGroups(index);
  const [picked, setPicked] = useState(groups[0]?.id ?? '');
  const rule = index.weights;
  const kind: Kind = rule?.kind ?? 'hand';
  const group = groups.find(({ id }) => id === picked) ?? groups[0];
  const put = (next: WeightRule | null): void => {
    tuner.step((settings) => ({ ...settings, index: withRule(settings.index, next) }));
  };
  return (
    <Dialog title={t('weightRule.title')} opened={opened} onClose={onClose} width={1080}>
      <div className={styles['form']}>
        <Segmented<Kind>
          label={t('weightRule.kind')}
          value={kind}
          choices={KINDS.map((value) => ({ value, label: t(`weightRule.kind.${value}`) }))}
          onChange={(next) => {
            if (next !== kind)
              put(next === 'hand' ? null : startRule(next, index, t('weightRule.expert', { number: 1 })));
          }}
        />
        <p className={styles['means']}>{t(`weightRule.means.${kind}`)}</p>
        {kind !== 'hand' && groups.length > 1 && (
          <label className={styles['group']}>
            <span>{t('weightRule.group')}</span>
            <SmallSelect
              label={t('weightRule.group')}
              value={group?.id ?? ''}
              width={260}
              choices={groups.map(({ id }, at) => ({ value: id, label: at === 0 ? t('weightRule.whole') : name(id) }))}
              onChange={setPicked}
            />
          </label>
        )}
        {group !== undefined && rule?.kind === 'pca' && <ComponentForm rule={rule} onChange={put} />}
        {group !== undefined && rule?.kind === 'ahp' && <ComparisonForm rule={rule} group={group} onChange={put} />}
        {group !== undefined && rule?.kind === 'importance' && <WantedForm rule={rule} group={group} onChange={put} />}
        {group !== undefined && rule?.kind === 'panel' && <PanelForm rule={rule} group={group} onChange={put} />}
        {failure !== null && isTextKey(failure.key) ? (
          <p role="alert" className={styles['failure']}>
            {text(language, failure.key, failure.parameters)}
          </p>
        ) : (
          group !== undefined && kind !== 'hand' && <Outcome group={group} />
        )}
        <div className={styles['actions']}>
          {kind !== 'hand' && failure === null && (
            <Button
              onClick={() => {
                const { weighted } = tuner.live;
                if (weighted === undefined) return;
                tuner.step((settings) => ({ ...settings, index: takenByHand(weighted) }));
              }}
            >
              {t('weightRule.takeByHand')}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {t('weightRule.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
