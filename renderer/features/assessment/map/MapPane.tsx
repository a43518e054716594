import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { countClasses } from '../../../../shared/domain/classes/classify.ts';
import { ClassTools } from '../../../app/classed/ClassTools.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { clearSelection, followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { AreaMap, type AreaMapHandle, type FocusRequest } from '../../../ui/map/AreaMap.tsx';
import { Legend } from '../../../ui/map/Legend.tsx';
import { CLASS_KINDS, withKind } from '../model/classing.ts';
import type { Colouring } from '../model/picture.ts';
import { useEveryFrame, useTuned, useTuner } from '../model/useTuner.ts';
import styles from './MapPane.module.css';
import type { MapClasses } from './useClasses.ts';

/** Room for the legend at the left of the map. */
const LEGEND = 204;

interface MapPaneProps {
  readonly data: AreaData;
  readonly classes: MapClasses;
  readonly decimals: number;
  readonly scoreName: string;
}

function CountedLegend({ classes, title }: { readonly classes: MapClasses; readonly title: string }): ReactElement {
  const tuner = useEveryFrame();
  const { counts, missing } = countClasses(tuner.classOf, classes.colours.length);
  // Where colours also say how sure a rank is, a class has several of them: the strongest stands for it.
  const shades = Math.max(1, Math.round(classes.colours.length / classes.labels.length));
  const entries = classes.labels.map((label, at) => ({
    colour: classes.colours[at * shades] ?? '',
    label,
    count: counts.slice(at * shades, (at + 1) * shades).reduce((sum, count) => sum + count, 0),
  }));
  const { t } = useWords();
  return (
    <>
      <Legend title={title} classes={entries.toReversed()} missing={missing} />
      {tuner.settings.kind === 'index' && tuner.colouring !== 'change' && (
        <div className={styles['classing']}>
          <ClassTools
            kinds={CLASS_KINDS}
            kind={tuner.classRule.kind}
            onKind={(kind) => {
              tuner.step((settings) => withKind(settings, kind, tuner.live));
            }}
            onMore={null}
            onLess={null}
          />
        </div>
      )}
      {shades > 1 && <p className={styles['sureness']}>{t('assessment.palerMeans')}</p>}
    </>
  );
}

/** The map in the colours of the assessment; it is recoloured in the tuner's frame, without React. */
export function MapPane({ data, classes, decimals, scoreName }: MapPaneProps): ReactElement {
  const { t, format } = useWords();
  const tuner = useTuner();
  const colouring = useTuned((now) => now.colouring);
  const shares = useTuned((now) => now.classRule.kind === 'shares');
  const kind = useTuned(({ settings }) => settings.kind);
  const sure = useTuned(({ uncertainty, settings }) => uncertainty.state.result !== null && settings.kind === 'index');
  const map = useRef<AreaMapHandle>(null);
  const [focus, setFocus] = useState<FocusRequest | null>(null);
  const [place, setPlace] = useState('nation');
  const { areas, geometry } = data;
  const municipalityNames = useMemo(() => areas.municipalities.map(({ name }) => name), [areas]);
  const countyNames = useMemo(() => areas.counties.map(({ name }) => name), [areas]);

  useEffect(
    () =>
      tuner.paintWith(() => {
        map.current?.recolour(tuner.classOf);
      }),
    [tuner],
  );
  useEffect(() => {
    const light = ({ hovered, selected }: ReturnType<typeof pointing.getState>): void => {
      map.current?.highlight(hovered, selected);
    };
    light(pointing.getState());
    return followPointing(light);
  }, []);

  const describe = useCallback(
    (area: number): string => {
      const { live } = tuner;
      const rank = live.ranks[area] ?? 0;
      const where = `${municipalityName(areas, area)}, ${areas.codes[area] ?? ''}`;
      const stands =
        rank === 0
          ? live.taking.excluded[area] === ''
            ? t('assessment.noScore')
            : t('assessment.excludedBecause', { reason: live.taking.excluded[area] ?? '' })
          : `${scoreName} ${format.number(live.scores[area] ?? Number.NaN, decimals)} · ${t('assessment.rankOf', {
              rank: format.count(rank),
              of: format.count(live.ranked),
            })}`;
      return `${areas.names[area] ?? ''}\n${where}\n${stands}`;
    },
    [tuner, areas, t, format, decimals, scoreName],
  );
  const select = useCallback((area: number, additive: boolean): void => {
    if (area >= 0) selectArea(area, additive);
    else if (!additive) clearSelection();
  }, []);
  const places = useMemo(
    () => [
      { group: t('level.nation'), items: [{ value: 'nation', label: t('assessment.wholeCountry') }] },
      {
        group: t('place.county'),
        items: areas.counties.map(({ name, code }, at) => ({
          value: `county ${String(at)}`,
          label: `${name} (${code})`,
        })),
      },
      {
        group: t('place.municipality'),
        items: areas.municipalities.map(({ name, code }, at) => ({
          value: `municipality ${String(at)}`,
          label: `${name} (${code})`,
        })),
      },
    ],
    [areas, t],
  );

  return (
    <>
      <div className={styles['bar']}>
        <Segmented<Colouring>
          label={t('assessment.colouring')}
          value={colouring}
          choices={[
            { value: 'standing', label: t('assessment.standing') },
            { value: 'change', label: t('assessment.change') },
            ...(sure ? [{ value: 'sure' as const, label: t('assessment.sureness') }] : []),
          ]}
          onChange={tuner.colourBy}
        />
        <Select
          label={t('map.find')}
          labelHidden
          searchable
          nothingFound={t('assessment.nothingFound')}
          width={180}
          value={place}
          choices={places}
          onChange={(value) => {
            setPlace(value);
            const [level, index] = value.split(' ');
            setFocus({
              level: level === 'county' || level === 'municipality' ? level : 'nation',
              index: Number(index ?? 0),
            });
          }}
        />
      </div>
      <div className={styles['map']}>
        {geometry === null ? (
          <p className={styles['none']}>{t('assessment.noGeometry')}</p>
        ) : (
          <AreaMap
            ref={map}
            geometry={geometry}
            municipalityOf={areas.municipalityOf}
            countyOf={areas.countyOf}
            municipalityNames={municipalityNames}
            countyNames={countyNames}
            population={areas.population}
            classOf={tuner.classOf}
            colours={classes.colours}
            onHover={hoverArea}
            onSelect={select}
            describe={describe}
            ariaLabel={t('assessment.map')}
            focusRequest={focus}
            legendWidth={LEGEND}
          />
        )}
        <div className={styles['legend']}>
          <CountedLegend
            classes={classes}
            title={t(
              colouring === 'change'
                ? 'assessment.changeTitle'
                : kind === 'index' && !shares
                  ? 'assessment.score.index'
                  : `assessment.title.${kind}`,
            )}
          />
        </div>
      </div>
    </>
  );
}
