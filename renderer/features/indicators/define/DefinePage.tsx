import { type ReactElement, useEffect, useState } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { SplitPanes } from '../../../ui/panes/SplitPanes.tsx';
import { useIndicators } from '../model/indicators.ts';
import styles from './Define.module.css';
import { DefinitionForm } from './form/DefinitionForm.tsx';
import { TextEditor } from './form/TextEditor.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { isChanged, useEditor } from './model/editor.ts';
import { OutcomePane } from './outcome/OutcomePane.tsx';
import { SaveDialog } from './SaveDialog.tsx';

/** Ctrl Z and Ctrl Y (or Ctrl Shift Z) step through the form's changes; a text has its own. */
function useUndoKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { mode, undo, redo } = useEditor.getState();
      if (mode !== 'form' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    globalThis.addEventListener('keydown', pressed, true);
    return () => {
      globalThis.removeEventListener('keydown', pressed, true);
    };
  }, []);
}

function Bar(): ReactElement {
  const { t, language } = useWords();
  const { editing, history, mode, whole, faults, undo, redo, switchTo, close } = useEditor();
  const changed = useEditor(isChanged);
  const show = useIndicators((state) => state.show);
  const running = useJobs((state) => state.running !== null);
  const [saving, setSaving] = useState<'version' | 'own' | null>(null);
  const [leaving, setLeaving] = useState(false);
  const { replaces, file } = editing ?? { replaces: null, file: null };
  const leave = (): void => {
    close();
    show(replaces === null ? { kind: 'catalogue' } : { kind: 'indicator', id: replaces });
  };
  const name = history.present.name[language];
  // What breaks the form cannot be saved; what only lacks a register of the year can.
  const broken = faults.some(({ key }) => key.startsWith('indicators.form.') || key.startsWith('json.'));
  return (
    <div className={styles['bar']}>
      <Button
        kind="quiet"
        onClick={() => {
          if (changed) setLeaving(true);
          else leave();
        }}
      >
        {t('definition.back')}
      </Button>
      <h1 className={styles['title']}>
        {replaces === null ? t('definition.newTitle', { name }) : t('definition.editTitle', { name })}
      </h1>
      {file !== null && <span className={styles['quiet']}>{file}</span>}
      <span className={styles['gap']} />
      <Segmented
        label={t('definition.mode')}
        value={mode}
        choices={[
          { value: 'form', label: t('definition.form'), disabled: !whole },
          { value: 'text', label: 'JSON' },
        ]}
        onChange={switchTo}
      />
      <IconButton
        shape="undo"
        size={28}
        label={t('definition.undo')}
        disabled={mode === 'text' || history.past.length === 0}
        onClick={undo}
      />
      <IconButton
        shape="redo"
        size={28}
        label={t('definition.redo')}
        disabled={mode === 'text' || history.future.length === 0}
        onClick={redo}
      />
      {replaces !== null && (
        <Button
          disabled={broken || !whole || running}
          onClick={() => {
            setSaving('own');
          }}
        >
          {t('definition.saveOwn')}
        </Button>
      )}
      <Button
        kind="primary"
        disabled={broken || !whole || running || !changed}
        onClick={() => {
          setSaving(replaces === null ? 'own' : 'version');
        }}
      >
        {t(replaces === null ? 'definition.saveNew' : 'definition.saveVersion')}
      </Button>
      {saving !== null && (
        <SaveDialog
          as={saving}
          onClose={() => {
            setSaving(null);
          }}
        />
      )}
      {leaving && (
        <LeaveDialog
          onStay={() => {
            setLeaving(false);
          }}
          onLeave={leave}
        />
      )}
    </div>
  );
}

/** A definition while it is edited, and what comes of it. */
export function DefinePage({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const mode = useEditor((state) => state.mode);
  const tryAt = useEditor((state) => state.tryAt);
  useUndoKeys();
  useEffect(() => {
    tryAt({ level: data.level, year: data.year });
  }, [tryAt, data.level, data.year]);
  return (
    <>
      <Bar />
      <div className={styles['panes']}>
        <SplitPanes
          id="define"
          direction="horizontal"
          separatorLabel={t('frame.resize')}
          panes={[
            {
              id: 'define-form',
              label: t('definition.definition'),
              share: 52,
              least: 420,
              content: mode === 'form' ? <DefinitionForm /> : <TextEditor />,
            },
            {
              id: 'define-outcome',
              label: t('definition.outcome'),
              share: 48,
              least: 360,
              content: <OutcomePane data={data} />,
            },
          ]}
        />
      </div>
    </>
  );
}
