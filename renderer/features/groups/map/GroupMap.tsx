import { type ReactElement, useCallback, useEffect, useMemo, useRef } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import { clearSelection, followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { AreaMap, type AreaMapHandle } from '../../../ui/map/AreaMap.tsx';
import { GROUP_COLOURS, useGrouper, useGroupWords } from '../model/useGrouper.ts';
import styles from './GroupMap.module.css';

interface GroupMapProps {
  /** Groups of another division to show instead of those on screen, with what they are called; without numbers where they have colours of their own. */
  readonly other?: {
    readonly groups: Int32Array;
    readonly nameOf: (group: number) => string;
    readonly label: string;
    readonly colours?: readonly string[];
  };
}

/** Every area in the colour of its group. The numbers and names of the colours stand in the list beside. */
export function GroupMap({ other }: GroupMapProps): ReactElement {
  const { t, format } = useWords();
  const grouper = useGrouper();
  const words = useGroupWords();
  const map = useRef<AreaMapHandle>(null);
  const { data, shown } = grouper;
  const { areas, geometry } = data;
  const classOf = useMemo(() => {
    if (other !== undefined) return Uint8Array.from(other.groups, (group) => (group === 0 ? 255 : group - 1));
    return shown?.classOf ?? new Uint8Array(areas.count).fill(255);
  }, [other, shown, areas]);
  const municipalityNames = useMemo(() => areas.municipalities.map(({ name }) => name), [areas]);
  const countyNames = useMemo(() => areas.counties.map(({ name }) => name), [areas]);
  useEffect(() => {
    const light = ({ hovered, selected }: ReturnType<typeof pointing.getState>): void => {
      map.current?.highlight(hovered, selected);
    };
    light(pointing.getState());
    return followPointing(light);
  }, []);
  const describe = useCallback(
    (area: number): string => {
      const group = (other?.groups ?? shown?.groups)?.[area] ?? 0;
      const margin = shown?.division.margins[area] ?? Number.NaN;
      const where = `${municipalityName(areas, area)}, ${areas.codes[area] ?? ''}`;
      const name = other?.nameOf(group) ?? words.get(group)?.name ?? '';
      const numbered = other?.colours === undefined ? `${String(group)}. ${name}` : name;
      const stands = group === 0 && other?.colours === undefined ? t('groups.noGroup') : numbered;
      const sure =
        other !== undefined || Number.isNaN(margin)
          ? ''
          : `\n${t('groups.margin', { margin: format.number(margin, 2) })}`;
      return `${areas.names[area] ?? ''}\n${where}\n${stands}${sure}`;
    },
    [areas, other, shown, words, t, format],
  );
  const select = useCallback((area: number, additive: boolean): void => {
    if (area >= 0) selectArea(area, additive);
    else if (!additive) clearSelection();
  }, []);
  if (geometry === null) return <p className={styles['none']}>{t('groups.noGeometry')}</p>;
  return (
    <div className={styles['map']}>
      <AreaMap
        ref={map}
        geometry={geometry}
        municipalityOf={areas.municipalityOf}
        countyOf={areas.countyOf}
        municipalityNames={municipalityNames}
        countyNames={countyNames}
        population={areas.population}
        classOf={classOf}
        colours={other?.colours ?? GROUP_COLOURS}
        onHover={hoverArea}
        onSelect={select}
        describe={describe}
        ariaLabel={other?.label ?? t('groups.map')}
      />
    </div>
  );
}
