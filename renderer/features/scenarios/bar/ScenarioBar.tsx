import { type ReactElement, useState } from 'react';
import { request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { type OpenedFile, useScenarios } from '../model/scenarioStore.ts';
import type { ScenarioPicture } from '../model/useComparison.ts';
import styles from '../Scenarios.module.css';
import { ArrivalDialog } from './ArrivalDialog.tsx';

/** Which two scenarios stand against each other, what that comes to, and files that come in. */
export function ScenarioBar({ picture }: { readonly picture: ScenarioPicture }): ReactElement {
  const { t, format } = useWords();
  const { from, to, compare, act } = useScenarios();
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  const choices = picture.carried.map(({ scenario }) => ({ value: scenario.id, label: scenario.name }));
  const { comparison } = picture;
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('scenarios.toolbar')}>
      <Select
        label={t('scenarios.from')}
        labelHidden
        width={200}
        value={from}
        choices={choices}
        onChange={(value) => {
          compare({ from: value });
        }}
      />
      <span aria-hidden="true">→</span>
      <Select
        label={t('scenarios.to')}
        labelHidden
        width={200}
        value={to}
        choices={choices}
        onChange={(value) => {
          compare({ to: value });
        }}
      />
      <output className={styles['summary']}>
        {comparison === null
          ? t('scenarios.chooseTwo')
          : t('scenarios.summary', {
              moved: format.count(comparison.moved),
              mean: format.number(comparison.meanMove, 1),
              correlation: format.number(comparison.rankCorrelation, 3),
            })}
      </output>
      <Button
        onClick={() => {
          void (async () => {
            const answer = await act(request('scenarios.open', {}));
            if (answer !== null) setOpened(answer.opened);
          })();
        }}
      >
        {t('scenarios.receive')}
      </Button>
      {opened !== null && (
        <ArrivalDialog
          opened={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      )}
    </div>
  );
}
