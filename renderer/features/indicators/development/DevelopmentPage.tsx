import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { LEVELS, type Level } from '../../../../shared/domain/areas/level.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useLead } from '../../../app/state/pointing.ts';
import { useProject } from '../../../app/state/project.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { SplitPanes } from '../../../ui/panes/SplitPanes.tsx';
import { useIndicators } from '../model/indicators.ts';
import { CourseChart } from './CourseChart.tsx';
import styles from './Development.module.css';
import { RowsGrid } from './RowsGrid.tsx';
import { type Ground, useDevelopment } from './useDevelopment.ts';

const SHOWN: readonly Level[] = LEVELS.filter((level) => level !== 'nation');
const OWN = 'own:';

const groundOf = (value: string): Ground => {
  const level = SHOWN.find((one) => one === value);
  if (level !== undefined) return { kind: 'level', level };
  return value.startsWith(OWN) ? { kind: 'own', name: value.slice(OWN.length) } : { kind: 'area-type' };
};

const valueOf = (ground: Ground): string =>
  ground.kind === 'level' ? ground.level : ground.kind === 'own' ? `${OWN}${ground.name}` : ground.kind;

/** Names of the analyst's own areas. */
function useOwnAreas(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const answer = await request('developments.groupings', {});
      if (wanted && answer.ok) setNames(answer.data.own.map(({ name }) => name));
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, []);
  return names;
}

interface BarProps {
  readonly column: IndicatorColumn;
  readonly ground: Ground;
  readonly onGround: (ground: Ground) => void;
  readonly sum: boolean;
  /** null where nothing can or need be put together. */
  readonly onSum: ((sum: boolean) => void) | null;
}

function Bar({ column, ground, onGround, sum, onSum }: BarProps): ReactElement {
  const words = useWords();
  const { t } = words;
  const show = useIndicators((state) => state.show);
  const levels = useProject((state) => state.summary?.levels ?? []);
  const own = useOwnAreas();
  return (
    <div className={styles['bar']}>
      <Button
        kind="quiet"
        onClick={() => {
          show({ kind: 'indicator', id: column.meta.id });
        }}
      >
        {t('development.back')}
      </Button>
      <h1 className={styles['title']}>{nameWithUnit(column.meta, words)}</h1>
      <span className={styles['gap']} />
      {onSum !== null && <Checkbox label={t('development.sum')} checked={sum} onChange={onSum} />}
      <Select
        label={t('development.ground')}
        labelHidden
        width={220}
        value={valueOf(ground)}
        choices={[
          {
            group: t('development.levels'),
            items: SHOWN.filter((level) => levels.includes(level)).map((level) => ({
              value: level,
              label: t(`level.${level}`),
            })),
          },
          {
            group: t('development.together'),
            items: [
              { value: 'area-type', label: t('development.areaTypes') },
              ...own.map((name) => ({ value: `${OWN}${name}`, label: name })),
            ],
          },
        ]}
        onChange={(next) => {
          onGround(groundOf(next));
        }}
      />
    </div>
  );
}

const NONE: ReadonlySet<number> = new Set();

/** One indicator over the years for the areas of a level or areas put together, with the break between divisions. */
export function DevelopmentPage({
  data,
  column,
}: {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
}): ReactElement {
  const { t, language } = useWords();
  const [ground, setGround] = useState<Ground>({ kind: 'level', level: data.level });
  const [sum, setSum] = useState(false);
  const { development, failure, waiting } = useDevelopment(column.meta.id, ground, sum, language);
  const [picked, setPicked] = useState<ReadonlySet<number> | null>(null);
  const lead = useLead();
  // The area that is chosen elsewhere is there from the start.
  const leading = useMemo(() => {
    const code = data.areas.codes[lead];
    const at = code === undefined ? -1 : (development?.rows.findIndex((row) => row.code === code) ?? -1);
    return at < 0 ? NONE : new Set([at]);
  }, [data.areas.codes, lead, development]);
  const chosen = picked ?? leading;
  const change = (next: () => void): void => {
    setPicked(null);
    next();
  };
  const canSum = development !== null && development.comparison !== null && development.notSummed === null;
  return (
    <>
      <Bar
        column={column}
        ground={ground}
        sum={sum}
        onGround={(next) => {
          change(() => {
            setGround(next);
          });
        }}
        onSum={
          canSum
            ? (next) => {
                change(() => {
                  setSum(next);
                });
              }
            : null
        }
      />
      {development === null ? (
        <output className={styles['waiting']}>
          {waiting
            ? t(ground.kind === 'level' ? 'development.loading' : 'development.computing')
            : failure === null
              ? t('development.stopped')
              : failureText(failure, language)}
        </output>
      ) : (
        <div className={styles['panes']}>
          <SplitPanes
            id="development"
            direction="vertical"
            separatorLabel={t('frame.resize')}
            panes={[
              {
                id: 'course',
                label: t('development.course'),
                share: 52,
                least: 220,
                content: <CourseChart development={development} column={column} chosen={chosen} />,
              },
              {
                id: 'lines',
                label: t('development.areas'),
                share: 48,
                least: 160,
                content: <RowsGrid development={development} column={column} chosen={chosen} onChoose={setPicked} />,
              },
            ]}
          />
        </div>
      )}
    </>
  );
}
