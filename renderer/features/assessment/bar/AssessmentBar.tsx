import { type ReactElement, useEffect, useState } from 'react';
import { methodOf, withMethod } from '../../../../shared/domain/tuning/settings.ts';
import type { Settings } from '../../../../shared/domain/tuning/settings.ts';
import { failureText } from '../../../app/connection/client.ts';
import { RemoveDialog } from '../../../app/saving/RemoveDialog.tsx';
import { type Naming, SaveDialog } from '../../../app/saving/SaveDialog.tsx';
import { clearSelection } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { Menu } from '../../../ui/controls/Menu.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { type SavedAssessment, useSaved } from '../../../app/assessed/saved.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Bar.module.css';
import { MethodFileDialog } from './MethodFileDialog.tsx';

const KINDS = ['index', 'problem-count', 'sei'] as const;
/** Stands for the settings that the screen opened with. */
const START = 'start';

/** Ctrl Z and Ctrl Y, and Esc to clear the selection, unless a text is being written. */
function useKeys(): void {
  const tuner = useTuner();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLTextAreaElement) return;
      if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
      if (event.key === 'Escape' && !event.defaultPrevented) clearSelection();
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) tuner.redo();
      else tuner.undo();
    };
    globalThis.addEventListener('keydown', pressed);
    return () => {
      globalThis.removeEventListener('keydown', pressed);
    };
  }, [tuner]);
}

/** The method, undo and redo, what is saved, and what the ranks are compared with. */
export function AssessmentBar({ start }: { readonly start: Settings }): ReactElement {
  const { t, language } = useWords();
  const tuner = useTuner();
  const kind = useTuned(({ settings }) => settings.kind);
  const canUndo = useTuned((now) => now.canUndo);
  const canRedo = useTuned((now) => now.canRedo);
  const compared = useTuned((now) => now.compared.savedId);
  const method = useTuned(({ committed }) => methodOf(committed));
  const { list, current, failure, refresh, pick, save, remove } = useSaved();
  const [asking, setAsking] = useState<'save' | 'remove' | 'file' | null>(null);
  useKeys();
  useEffect(() => {
    void refresh();
  }, [refresh]);

  const load = (saved: SavedAssessment): void => {
    pick(saved);
    tuner.step((settings) => withMethod(settings, saved.method));
    // What was saved is also what further changes are seen against.
    tuner.compareWith({ savedId: saved.id, settings: withMethod(start, saved.method) });
  };
  const store = (naming: Naming): Promise<boolean> => {
    tuner.commit();
    return save({ ...naming, method: methodOf(tuner.settings) });
  };
  const close = (): void => {
    setAsking(null);
  };
  const changed = current !== null && JSON.stringify(current.method) !== JSON.stringify(method);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('assessment.toolbar')}>
      <Segmented
        label={t('assessment.method')}
        value={kind}
        choices={KINDS.map((value) => ({ value, label: t(`assessment.kind.${value}`) }))}
        onChange={(next) => {
          tuner.step((settings) => ({ ...settings, kind: next }));
        }}
      />
      <span className={styles['group']}>
        <IconButton shape="undo" size={28} label={t('assessment.undo')} disabled={!canUndo} onClick={tuner.undo} />
        <IconButton shape="redo" size={28} label={t('assessment.redo')} disabled={!canRedo} onClick={tuner.redo} />
      </span>
      <span className={styles['space']} />
      <span className={styles['label']}>{t('assessment.comparedWith')}</span>
      <Select
        label={t('assessment.comparedWith')}
        labelHidden
        width={150}
        value={compared ?? START}
        choices={[
          { value: START, label: t('assessment.startSettings') },
          ...list.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => {
          const saved = list.find((candidate) => candidate.id === id);
          tuner.compareWith(
            saved === undefined
              ? { savedId: null, settings: start }
              : { savedId: saved.id, settings: withMethod(start, saved.method) },
          );
        }}
      />
      <Menu
        button={current === null ? t('assessment.saved') : changed ? `${current.name} *` : current.name}
        items={
          list.length === 0
            ? [{ label: t('assessment.nothingSaved'), onSelect: () => undefined, disabled: true }]
            : list.map((saved) => ({
                label: saved.name,
                onSelect: () => {
                  load(saved);
                },
              }))
        }
      />
      <Button
        onClick={() => {
          tuner.commit();
          setAsking('file');
        }}
      >
        {t('assessment.methodFile')}
      </Button>
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
        title={t('assessment.saveTitle')}
        besideLabel={t('assessment.saveBeside')}
        current={current}
        failure={failure}
        opened={asking === 'save'}
        onClose={close}
        onSave={store}
      />
      {asking === 'file' && <MethodFileDialog opened onClose={close} />}
      {current !== null && (
        <RemoveDialog
          title={t('assessment.removeTitle')}
          question={t('saving.removeAsk', { name: current.name })}
          opened={asking === 'remove'}
          onClose={close}
          onRemove={() => {
            if (compared === current.id) tuner.compareWith({ savedId: null, settings: start });
            void remove(current.id);
          }}
        />
      )}
    </div>
  );
}
