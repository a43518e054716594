import type { ReactElement } from 'react';
import { LEVELS, type Level } from '../../../shared/domain/areas/level.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { openPalette } from '../../ui/controls/Palette.tsx';
import { Segmented } from '../../ui/controls/Segmented.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { Tooltip } from '../../ui/controls/Tooltip.tsx';
import { useAreas } from '../state/areas.ts';
import { usePreferences } from '../state/preferences.ts';
import { useWhere } from '../state/parts.ts';
import { type ProjectSummary, useProject } from '../state/project.ts';
import { openHandbook } from './Handbook.tsx';
import styles from './TopBar.module.css';

const SHOWN: readonly Level[] = ['regso', 'deso', 'municipality', 'county'];

function YearAndLevel({ summary }: { readonly summary: ProjectSummary }): ReactElement | null {
  const { t } = useWords();
  const data = useAreas((state) => state.data);
  const show = useAreas((state) => state.show);
  if (data === null) return null;
  const levels = SHOWN.filter((level) => summary.levels.includes(level));
  return (
    <>
      <Select
        label={t('frame.year')}
        labelHidden
        width={88}
        value={String(data.year)}
        choices={summary.indicatorYears.map((year) => ({ value: String(year), label: String(year) }))}
        onChange={(year) => {
          void show(data.level, Number(year));
        }}
      />
      <Segmented<Level>
        label={t('frame.level')}
        value={data.level}
        choices={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))}
        onChange={(level) => {
          if (LEVELS.includes(level)) void show(level, data.year);
        }}
      />
    </>
  );
}

export function TopBar(): ReactElement {
  const { t, language } = useWords();
  const summary = useProject((state) => state.summary);
  const go = useWhere((state) => state.go);
  const { scheme, setScheme, setLanguage } = usePreferences();
  return (
    <header className={styles['bar']} data-pane="top" tabIndex={-1} aria-label={t('frame.top')}>
      <div className={styles['product']}>Sigill</div>
      <div className={styles['project']}>
        {summary === null ? (
          <span className={styles['quiet']}>{t('frame.noProject')}</span>
        ) : (
          <>
            <span className={styles['name']}>{summary.name}</span>
            {summary.synthetic && <span className={styles['quiet']}>{t('frame.synthetic')}</span>}
            <YearAndLevel summary={summary} />
          </>
        )}
      </div>
      {summary !== null && (
        <Tooltip text={t('frame.uncheckedWhy')}>
          <button
            type="button"
            className={styles['protection']}
            onClick={() => {
              go('release');
            }}
          >
            {t('frame.unchecked')}
          </button>
        </Tooltip>
      )}
      <Button size="small" onClick={openPalette}>
        <span className={styles['commands']}>
          {t('frame.commands')} <kbd className={styles['key']}>Ctrl K</kbd>
        </span>
      </Button>
      <Button kind="quiet" size="small" label={t('guide.openLong')} onClick={openHandbook}>
        ?
      </Button>
      <Button
        kind="quiet"
        size="small"
        label={t('frame.otherLanguage')}
        onClick={() => {
          setLanguage(language === 'sv' ? 'en' : 'sv');
        }}
      >
        {language === 'sv' ? 'English' : 'Svenska'}
      </Button>
      <Button
        kind="quiet"
        size="small"
        onClick={() => {
          setScheme(scheme === 'light' ? 'dark' : 'light');
        }}
      >
        {scheme === 'light' ? t('frame.dark') : t('frame.light')}
      </Button>
    </header>
  );
}
