import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ClassRule } from '../../../shared/schemas/method.ts';
import { municipalityName } from '../state/areaColumns.ts';
import type { AreaData } from '../state/areas.ts';
import type { IndicatorColumn } from '../state/indicatorTable.ts';
import { followPointing, hoverArea, pointing, selectArea } from '../state/pointing.ts';
import { unitBeside } from '../../i18n/indicatorName.ts';
import { useWords } from '../../i18n/words.ts';
import { cividis } from '../../ui/colour/scales.ts';
import { AreaMap, type AreaMapHandle, type FocusRequest } from '../../ui/map/AreaMap.tsx';
import { useScheme } from '../../ui/theme/Theme.tsx';
import { classesByRule } from './classes.ts';
import { useClassHistory } from './classRules.ts';
import { IndicatorClasses } from './IndicatorClasses.tsx';
import styles from './MapPane.module.css';

interface MapPaneProps {
  readonly data: AreaData;
  readonly picked: IndicatorColumn;
  readonly focus: FocusRequest | null;
  /** False where the name stands above the pane already. */
  readonly named?: boolean;
  /** What else is said of the area under the pointer, a line each. */
  readonly more?: (area: number) => readonly string[];
}

export function MapPane({ data, picked, focus, named = true, more }: MapPaneProps): ReactElement {
  const { t, format, language } = useWords();
  const scheme = useScheme();
  const map = useRef<AreaMapHandle>(null);
  const { areas, geometry } = data;
  const { meta, values } = picked;
  const kept = useClassHistory(meta.id).present;
  const [pulled, setPulled] = useState<ClassRule | null>(null);
  const rule = pulled ?? kept;
  const classes = useMemo(() => classesByRule(values, rule, meta.decimals), [values, rule, meta.decimals]);
  // The strongest colour is always most exclusion, whichever way the indicator runs.
  const colours = useMemo(() => {
    const scale = cividis(classes.counts.length, scheme);
    return meta.direction === -1 ? scale.toReversed() : scale;
  }, [classes, scheme, meta.direction]);

  const name = meta.name[language];
  const unit = unitBeside(meta, { t, language });
  const describe = useCallback(
    (area: number): string =>
      [
        areas.names[area] ?? '',
        municipalityName(areas, area),
        `${name}: ${format.number(values[area] ?? Number.NaN, meta.decimals)} ${unit}`.trim(),
        ...(more?.(area) ?? []),
      ].join('\n'),
    [areas, name, values, meta.decimals, unit, format, more],
  );
  const municipalityNames = useMemo(() => areas.municipalities.map((one) => one.name), [areas]);
  const countyNames = useMemo(() => areas.counties.map((one) => one.name), [areas]);
  useEffect(() => {
    const { hovered, selected } = pointing.getState();
    map.current?.highlight(hovered, selected);
    return followPointing((now) => map.current?.highlight(now.hovered, now.selected));
  }, []);
  const select = useCallback((area: number, additive: boolean): void => {
    if (area >= 0) selectArea(area, additive);
  }, []);
  return (
    <>
      {named && (
        <header className={styles['head']}>
          <h2>{name}</h2>
          <p className={styles['unit']}>{[unit, data.year].filter((part) => part !== '').join(' · ')}</p>
        </header>
      )}
      <div className={styles['map']}>
        {geometry === null ? (
          <p className={styles['none']}>{t('areas.noGeometry')}</p>
        ) : (
          <AreaMap
            geometry={geometry}
            municipalityOf={areas.municipalityOf}
            countyOf={areas.countyOf}
            municipalityNames={municipalityNames}
            countyNames={countyNames}
            population={areas.population}
            classOf={classes.classOf}
            colours={colours}
            onHover={hoverArea}
            onSelect={select}
            describe={describe}
            ariaLabel={t('areas.mapLabel', { indicator: name })}
            focusRequest={focus}
            ref={map}
          />
        )}
      </div>
      <div className={styles['key']}>
        <IndicatorClasses key={meta.id} column={picked} classes={classes} colours={colours} onPull={setPulled} />
      </div>
    </>
  );
}
