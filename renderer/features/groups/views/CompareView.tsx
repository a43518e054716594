import { type ReactElement, useMemo, useState } from 'react';
import { adjustedRand, contingency } from '../../../../shared/domain/groups/agreement/contingency.ts';
import { groupsFor, useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { GroupMap } from '../map/GroupMap.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import { TransitionTable } from './TransitionTable.tsx';
import styles from './Views.module.css';

/** A saved grouping beside the one on screen: its map, who has moved between which groups, and how alike they are. */
export function CompareView(): ReactElement {
  const { t, format } = useWords();
  const { shown, data } = useGrouper();
  const list = useGroupings((state) => state.list);
  const [picked, setPicked] = useState<string>('');
  const other = list.find(({ id }) => id === picked) ?? list[0];
  const { codes } = data.areas;
  const groups = useMemo(() => (other === undefined ? null : groupsFor(other, codes)), [other, codes]);
  const map = useMemo(() => {
    if (other === undefined || groups === null) return null;
    const names = new Map(other.words.map(({ group, name }) => [group, name]));
    return {
      groups,
      nameOf: (group: number): string => names.get(group) ?? '',
      label: t('groups.otherMap', { name: other.name }),
    };
  }, [other, groups, t]);
  if (other === undefined || groups === null || map === null || shown === null)
    return <p className={styles['note']}>{t('groups.nothingToCompare')}</p>;
  const crossed = contingency(groups, shown.groups);
  const moved = Array.from(codes.keys()).filter(
    (area) => groups[area] !== 0 && shown.groups[area] !== 0 && groups[area] !== shown.groups[area],
  );
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <SmallSelect
          label={t('groups.compareWith')}
          width={190}
          value={other.id}
          choices={list.map(({ id, name, year }) => ({ value: id, label: `${name} (${String(year)})` }))}
          onChange={setPicked}
        />
        <span>
          {t('groups.alike', {
            rand: format.number(adjustedRand(crossed), 2),
            moved: format.count(moved.length),
            of: format.count(crossed.total),
          })}
        </span>
      </div>
      <div className={styles['both']}>
        <GroupMap other={map} />
        <ScrollRegion label={t('groups.transition')}>
          <p className={styles['note']}>{t('groups.transitionNote')}</p>
          <TransitionTable before={groups} after={shown.groups} />
        </ScrollRegion>
      </div>
    </div>
  );
}
