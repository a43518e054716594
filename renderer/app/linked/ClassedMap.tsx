import { type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { useWords } from '../../i18n/words.ts';
import { AreaMap, type AreaMapHandle } from '../../ui/map/AreaMap.tsx';
import type { AreaData } from '../state/areas.ts';
import { clearSelection, followPointing, hoverArea, pointing, selectArea } from '../state/pointing.ts';
import styles from './ClassedMap.module.css';

const LEGEND_WIDTH = 190;

interface ClassedMapProps {
  readonly data: AreaData;
  readonly label: string;
  /** Per area the position of its colour; 255 where there is nothing to show. */
  readonly classOf: Uint8Array;
  readonly colours: readonly string[];
  /** What is told of the area under the pointer, a line each. */
  readonly describe: (area: number) => string;
  readonly legend?: ReactNode;
}

/** The areas in the colours of their classes, linked with every other view by pointing and choosing. */
export function ClassedMap({ data, label, classOf, colours, describe, legend }: ClassedMapProps): ReactElement {
  const { t } = useWords();
  const map = useRef<AreaMapHandle>(null);
  const { areas, geometry } = data;
  const municipalityNames = useMemo(() => areas.municipalities.map(({ name }) => name), [areas]);
  const countyNames = useMemo(() => areas.counties.map(({ name }) => name), [areas]);
  useEffect(() => {
    const light = ({ hovered, selected }: ReturnType<typeof pointing.getState>): void => {
      map.current?.highlight(hovered, selected);
    };
    light(pointing.getState());
    return followPointing(light);
  }, []);
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
        colours={colours}
        onHover={hoverArea}
        onSelect={select}
        describe={describe}
        ariaLabel={label}
        {...(legend === undefined ? {} : { legendWidth: LEGEND_WIDTH })}
      />
      {legend !== undefined && <div className={styles['legend']}>{legend}</div>}
    </div>
  );
}
