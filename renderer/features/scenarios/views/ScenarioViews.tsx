import { type ReactElement, useState } from 'react';
import { AreaGrid } from '../../../app/areaGrid/AreaGrid.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useLead } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { Comments } from '../list/Comments.tsx';
import type { ScenarioPicture } from '../model/useComparison.ts';
import styles from '../Scenarios.module.css';
import { BumpAll } from './BumpAll.tsx';
import { LikenessTable } from './LikenessTable.tsx';
import { WhyView } from './WhyView.tsx';

const NAMES = ['why', 'areas', 'bump', 'likeness', 'comments'] as const;
type View = (typeof NAMES)[number];

interface ViewsProps {
  readonly data: AreaData;
  readonly picture: ScenarioPicture;
}

/** One place for what the comparison tells; the person chooses which. */
export function ScenarioViews({ data, picture }: ViewsProps): ReactElement {
  const { t } = useWords();
  const [view, setView] = useState<View>('why');
  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <SmallSelect
          label={t('scenarios.view')}
          value={view}
          width={240}
          choices={NAMES.map((value) => ({ value, label: t(`scenarios.view.${value}`) }))}
          onChange={setView}
        />
      </header>
      <div className={styles['fill']}>
        {view === 'why' && <WhyView data={data} picture={picture} />}
        {view === 'areas' && <AreasView data={data} picture={picture} />}
        {view === 'bump' && <BumpAll picture={picture} />}
        {view === 'likeness' && <LikenessTable data={data} picture={picture} />}
        {view === 'comments' && <AreaComments data={data} />}
      </div>
    </div>
  );
}

/** Every area: its rank by both, what the change comes from, and how many scenarios single it out. */
function AreasView({ data, picture }: ViewsProps): ReactElement {
  const { t } = useWords();
  const { from, to, comparison, robust, carried } = picture;
  const rank = (one: typeof from) => (row: number) => one?.standing.ranks[row] || Number.NaN;
  return (
    <AreaGrid
      data={data}
      label={t('scenarios.view.areas')}
      columns={[
        {
          id: 'name',
          kind: 'text',
          header: t('assessment.area'),
          width: 150,
          pinned: true,
          text: (row) => data.areas.names[row] ?? '',
        },
        {
          id: 'municipality',
          kind: 'text',
          header: t('assessment.municipality'),
          width: 110,
          text: (row) => municipalityName(data.areas, row),
        },
        { id: 'from', kind: 'number', header: t('scenarios.before'), width: 80, decimals: 0, value: rank(from) },
        { id: 'to', kind: 'number', header: t('scenarios.after'), width: 80, decimals: 0, value: rank(to) },
        {
          id: 'climbed',
          kind: 'number',
          header: t('scenarios.climbed'),
          width: 90,
          decimals: 0,
          value: (row) => comparison?.climbed[row] ?? Number.NaN,
        },
        ...(comparison?.split.players ?? []).map((aspects, p) => ({
          id: `by-${aspects.join('-')}`,
          kind: 'number' as const,
          header: aspects.map((aspect) => t(`scenarios.aspect.${aspect}`)).join(' + '),
          width: 110,
          decimals: 1,
          value: (row: number) =>
            (comparison?.split.climbed[p]?.[row] ?? Number.NaN) / (comparison?.split.divisor ?? 1),
        })),
        {
          id: 'times',
          kind: 'number',
          header: t('scenarios.timesOf', { count: carried.length }),
          width: 110,
          decimals: 0,
          value: (row) => robust.times[row] ?? Number.NaN,
        },
      ]}
    />
  );
}

/** What has been said of the area that is pointed out. */
function AreaComments({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const lead = useLead();
  const code = data.areas.codes[lead];
  if (code === undefined) return <p className={styles['note']}>{t('scenarios.pickArea')}</p>;
  return (
    <Comments key={code} about={{ kind: 'area', level: data.level, code }} name={data.areas.names[lead] ?? code} />
  );
}
