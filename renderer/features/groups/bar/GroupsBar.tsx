import { type ReactElement, useEffect, useState } from 'react';
import { text } from '../../../../shared/texts/text.ts';
import { failureText } from '../../../app/connection/client.ts';
import { RemoveDialog } from '../../../app/saving/RemoveDialog.tsx';
import { type Naming, SaveDialog } from '../../../app/saving/SaveDialog.tsx';
import { groupsFor, type SavedGrouping, useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { Menu } from '../../../ui/controls/Menu.tsx';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { ProgressBar } from '../../../ui/controls/ProgressBar.tsx';
import { RangeInput } from '../../../ui/controls/RangeInput.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import type { Grouper } from '../model/grouper.ts';
import { ALGORITHMS, LEAST_K, MOST_K, settingsOf, specOf } from '../model/settings.ts';
import { useGrouper, useGroupWords } from '../model/useGrouper.ts';
import { useUndoKeys } from './useUndoKeys.ts';
import styles from './GroupsBar.module.css';

function openSaved(grouper: Grouper, saved: SavedGrouping): void {
  const { indicators, areas } = grouper.data;
  grouper.open(
    settingsOf(saved.spec, indicators, grouper.settings),
    groupsFor(saved, areas.codes),
    new Map(saved.words.map(({ group, name, text: said }) => [group, { name, text: said }])),
  );
}

/** The algorithm, the number of groups to drag, how far the work is, and what is saved. */
export function GroupsBar(): ReactElement {
  const { t, language } = useWords();
  const grouper = useGrouper();
  const { settings, progress } = grouper;
  const groupWords = useGroupWords();
  const { list, current, failure, refresh, pick, save, remove } = useGroupings();
  const [asking, setAsking] = useState<'save' | 'remove' | null>(null);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useUndoKeys(grouper);
  const close = (): void => {
    setAsking(null);
  };
  const store = async (naming: Naming): Promise<boolean> => {
    const { shown, data } = grouper;
    if (shown === null) return false;
    return save({
      ...naming,
      spec: specOf(grouper.settings, data.indicators),
      level: data.level,
      year: data.year,
      areas: [...data.areas.codes],
      groups: Array.from(shown.groups),
      // What the groups are called now stays with them, also when it was proposed.
      words: [...groupWords].map(([group, { name, text: said }]) => ({ group, name, text: said })),
    });
  };
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('groups.toolbar')}>
      <Select
        label={t('groups.algorithm')}
        labelHidden
        width={190}
        value={settings.algorithm}
        choices={ALGORITHMS.map((value) => ({ value, label: t(`groups.algorithm.${value}`) }))}
        onChange={(value) => {
          const algorithm = ALGORITHMS.find((one) => one === value);
          if (algorithm !== undefined) grouper.change({ algorithm });
        }}
      />
      <span className={styles['label']}>{t('groups.k')}</span>
      <span className={styles['slider']}>
        <RangeInput
          label={t('groups.kSlider')}
          value={settings.k}
          least={LEAST_K}
          most={MOST_K}
          step={1}
          said={t('groups.kSaid', { k: settings.k })}
          onPull={grouper.setK}
          onRelease={() => undefined}
        />
      </span>
      <NumberBox
        label={t('groups.kNumber')}
        value={settings.k}
        decimals={0}
        step={1}
        least={LEAST_K}
        most={MOST_K}
        width={36}
        onChange={grouper.setK}
      />
      <span className={styles['steps']}>
        <IconButton
          shape="undo"
          size={28}
          label={t('groups.undo')}
          disabled={!grouper.canUndo}
          onClick={grouper.undo}
        />
        <IconButton
          shape="redo"
          size={28}
          label={t('groups.redo')}
          disabled={!grouper.canRedo}
          onClick={grouper.redo}
        />
      </span>
      <span className={styles['progress']}>
        {progress !== null && (
          <>
            <ProgressBar
              label={text(language, progress.step)}
              share={progress.of > 0 ? progress.done / progress.of : 0}
            />
            <Button size="small" kind="quiet" onClick={grouper.halt}>
              {t('groups.halt')}
            </Button>
          </>
        )}
      </span>
      <Menu
        button={current === null ? t('groups.saved') : current.name}
        items={
          list.length === 0
            ? [{ label: t('groups.nothingSaved'), onSelect: () => undefined, disabled: true }]
            : list.map((saved) => ({
                label: `${saved.name} (${String(saved.year)})`,
                onSelect: () => {
                  pick(saved);
                  openSaved(grouper, saved);
                },
              }))
        }
      />
      {current !== null && (
        <Button
          onClick={() => {
            setAsking('remove');
          }}
        >
          {t('saving.remove')}
        </Button>
      )}
      <Button
        kind="primary"
        disabled={grouper.shown === null}
        onClick={() => {
          setAsking('save');
        }}
      >
        {t('saving.save')}
      </Button>
      {failure !== null && (
        <p role="alert" className={styles['failure']}>
          {failureText(failure, language)}
        </p>
      )}
      <SaveDialog
        key={`${current?.id ?? ''} ${String(asking === 'save')}`}
        title={t('groups.saveTitle')}
        besideLabel={t('groups.saveBeside')}
        current={current}
        failure={failure}
        opened={asking === 'save'}
        onClose={close}
        onSave={store}
      />
      {current !== null && (
        <RemoveDialog
          title={t('groups.removeTitle')}
          question={t('saving.removeAsk', { name: current.name })}
          opened={asking === 'remove'}
          onClose={close}
          onRemove={() => {
            void remove(current.id);
          }}
        />
      )}
    </div>
  );
}
