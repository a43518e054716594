import { type ReactElement, useMemo, useState } from 'react';
import { adjustedRand, contingency } from '../../../../shared/domain/groups/agreement/contingency.ts';
import { AreaFlow } from '../../../app/linked/AreaFlow.tsx';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useGroupsOfYears } from '../model/otherYears.ts';
import { colourOf, useGrouper } from '../model/useGrouper.ts';
import { TransitionTable } from './TransitionTable.tsx';
import styles from './Views.module.css';

const NO_YEARS: readonly number[] = [];

/** The groups on screen in other years: how many areas went from which to which, as a table and as bands from year to year. */
export function YearsView(): ReactElement {
  const { t, language } = useWords();
  const grouper = useGrouper();
  const { data, shown } = grouper;
  const years = useProject((state) => state.summary?.indicatorYears ?? NO_YEARS);
  const others = useMemo(() => years.filter((year) => year !== data.year), [years, data.year]);
  const [left, leaveOut] = useState<ReadonlySet<number>>(new Set());
  const chosen = useMemo(() => others.filter((year) => !left.has(year)), [others, left]);
  const found = useGroupsOfYears(grouper, chosen);
  const [part, setPart] = useState<'table' | 'flow'>('table');
  if (others.length === 0) return <p className={styles['note']}>{t('groups.oneYear')}</p>;
  if (found === null || shown === null) return <p className={styles['note']}>{t('groups.yearsByMeans')}</p>;
  const there = [...found, { year: data.year, groups: shown.groups, lacks: null }]
    .flatMap(({ year, groups }) => (groups === null ? [] : [{ year, groups }]))
    .toSorted((a, b) => a.year - b.year);
  const lacking = found.flatMap(({ year, lacks }) => (lacks === null ? [] : [{ year, lacks }]));
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <Segmented
          label={t('groups.yearsPart')}
          value={part}
          choices={[
            { value: 'table' as const, label: t('groups.yearsPart.table') },
            { value: 'flow' as const, label: t('groups.yearsPart.flow') },
          ]}
          onChange={setPart}
        />
        {others.map((year) => (
          <Checkbox
            key={year}
            label={String(year)}
            checked={!left.has(year)}
            onChange={(checked) => {
              const next = new Set(left);
              if (checked) next.delete(year);
              else next.add(year);
              leaveOut(next);
            }}
          />
        ))}
        <span>{t('groups.yearsFit', { year: data.year })}</span>
      </div>
      {lacking.map(({ year, lacks }) => (
        <p key={year} className={styles['note']}>
          {t('groups.yearLacks', { year, name: data.indicators.byId.get(lacks)?.meta.name[language] ?? lacks })}
        </p>
      ))}
      {there.length < 2 ? (
        <output className={styles['waiting']}>
          {t(chosen.length === 0 ? 'groups.chooseYear' : 'groups.yearsWait')}
        </output>
      ) : part === 'table' ? (
        <Moves years={there} />
      ) : (
        <Flow years={there} />
      )}
    </div>
  );
}

type Years = readonly { readonly year: number; readonly groups: Int32Array }[];

/** From one year to the next, or from any to any later. */
function Moves({ years }: { readonly years: Years }): ReactElement {
  const { t, format } = useWords();
  const [pair, setPair] = useState('');
  const pairs = years.flatMap((from, at) =>
    years.slice(at + 1).map((to) => ({ value: `${String(from.year)}–${String(to.year)}`, from, to })),
  );
  const own = pairs.find(({ value }) => value === pair) ?? pairs.at(-1);
  if (own === undefined) return <output className={styles['waiting']}>{t('groups.yearsWait')}</output>;
  const { from, to } = own;
  const crossed = contingency(from.groups, to.groups);
  const moved = Array.from(from.groups.keys()).filter(
    (area) => from.groups[area] !== 0 && to.groups[area] !== 0 && from.groups[area] !== to.groups[area],
  );
  return (
    <>
      <div className={styles['bar']}>
        <SmallSelect
          label={t('groups.yearPair')}
          width={110}
          value={own.value}
          choices={pairs.map(({ value }) => ({ value, label: value }))}
          onChange={setPair}
        />
        <span>
          {t('groups.yearsMoved', {
            stayed: format.count(crossed.total - moved.length),
            of: format.count(crossed.total),
            rand: format.number(adjustedRand(crossed), 2),
          })}
        </span>
        <Button
          size="small"
          disabled={moved.length === 0}
          onClick={() => {
            selectAreas(moved);
          }}
        >
          {t('groups.markMoved')}
        </Button>
      </div>
      <ScrollRegion label={t('groups.transition')}>
        <p className={styles['note']}>{t('groups.yearsNote', { from: from.year, to: to.year })}</p>
        <TransitionTable before={from.groups} after={to.groups} />
      </ScrollRegion>
    </>
  );
}

function Flow({ years }: { readonly years: Years }): ReactElement {
  const { t } = useWords();
  const { data } = useGrouper();
  const columns = useMemo(() => {
    const most = Math.max(...years.map(({ groups }) => groups.reduce((high, group) => Math.max(high, group), 0)));
    return years.map(({ year, groups }) => ({
      title: String(year),
      nodes: most,
      of: groups.map((group) => group - 1),
      label: (node: number) => String(node + 1),
      colour: (node: number) => colourOf(node + 1),
    }));
  }, [years]);
  return (
    <div className={styles['picture']}>
      <AreaFlow
        label={t('groups.yearsFlow', { from: years[0]?.year ?? 0, to: years.at(-1)?.year ?? 0 })}
        columns={columns}
        population={data.areas.population}
        by="areas"
      />
    </div>
  );
}
