import type { ReactElement } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';

/** The rules: which problem count, from where a composite problem is large and very large, and which groups beside. */
export function NeedsBar({ picture }: { readonly picture: NeedsPicture }): ReactElement {
  const { t } = useWords();
  const { methods, chosen, limits, mostLimit, grouping, groupings } = picture;
  const whole = Math.max(2, Math.floor(mostLimit));
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('needs.toolbar')}>
      <span className={styles['label']}>{t('needs.method')}</span>
      <Select
        label={t('needs.method')}
        labelHidden
        width={200}
        value={chosen.id}
        choices={methods.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={picture.setMethod}
      />
      <span className={styles['label']}>{t('needs.large')}</span>
      <NumberBox
        label={t('needs.largeLong')}
        value={limits.large}
        decimals={0}
        step={1}
        least={1}
        most={whole}
        width={36}
        onChange={(large) => {
          picture.setLimits(large, Math.max(limits.veryLarge, large + 1));
        }}
      />
      <span className={styles['label']}>{t('needs.veryLarge')}</span>
      <NumberBox
        label={t('needs.veryLargeLong')}
        value={limits.veryLarge}
        decimals={0}
        step={1}
        least={2}
        most={whole + 1}
        width={36}
        onChange={(veryLarge) => {
          picture.setLimits(Math.min(limits.large, veryLarge - 1), veryLarge);
        }}
      />
      <span className={styles['label']}>{t('needs.exampleNote')}</span>
      <span className={styles['space']} />
      <span className={styles['label']}>{t('needs.groups')}</span>
      <Select
        label={t('needs.groups')}
        labelHidden
        width={170}
        disabled={groupings.length === 0}
        value={grouping?.id ?? 'none'}
        choices={
          groupings.length === 0
            ? [{ value: 'none', label: t('needs.noGrouping') }]
            : groupings.map(({ id, name }) => ({ value: id, label: name }))
        }
        onChange={picture.setGrouping}
      />
    </div>
  );
}
