import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { followPointing, hoverArea, pointing, selectArea, selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../../ui/chart/Plot.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { SURE } from '../model/uncertainty.ts';
import { useEveryFrame, useTuned } from '../model/useTuner.ts';
import { AreaTable } from './AreaTable.tsx';
import { Draws } from './Draws.tsx';
import { SensitivityView } from './SensitivityView.tsx';
import styles from './Views.module.css';
import type { ViewProps } from './shown.ts';

/** Per cent of the draws from which an area belongs to the robust set. */
const SURES = ['60', '70', '80', '90', '95', '99'] as const;
type Sure = (typeof SURES)[number];
/** Ranks along the axis. */
const RANKS = 200;
const PAD = { left: 34, right: 8, top: 6, bottom: 16 };

/** How sure the ranks are when the weights vary: worked out when asked for, then shown here, on the map, in the list and on the card. */
export function UncertaintyView({ data, asTable }: ViewProps): ReactElement {
  const { t, format } = useWords();
  const kind = useTuned(({ settings }) => settings.kind);
  const { result, sensitive } = useTuned(({ uncertainty }) => uncertainty.state);
  const settled = useTuned((now) => now.settled);
  const [sure, setSure] = useState<Sure>('80');
  const [shown, setShown] = useState<'intervals' | 'decides'>('intervals');
  const showing = sensitive !== null && (shown === 'decides' || result === null) ? 'decides' : 'intervals';
  if (kind !== 'index') return <p className={styles['note']}>{t('assessment.uncertaintyIndexOnly')}</p>;
  const least = Number(sure) / 100;
  const surely =
    result === null ? [] : Array.from(result.inTop.keys()).filter((at) => (result.inTop[at] ?? 0) >= least);
  const possibly =
    result === null ? [] : Array.from(result.inTop.keys()).filter((at) => (result.inTop[at] ?? 0) > 1 - least);
  return (
    <div className={styles['fill']}>
      <Draws data={data} />
      {result !== null && sensitive !== null && (
        <div className={styles['bar']}>
          <Segmented
            label={t('assessment.uncertaintyShows')}
            value={showing}
            choices={[
              { value: 'intervals', label: t('assessment.showIntervals') },
              { value: 'decides', label: t('assessment.whatDecides') },
            ]}
            onChange={setShown}
          />
        </div>
      )}
      {showing === 'decides' && sensitive !== null ? (
        <>
          {sensitive.settled !== settled && <p className={styles['note']}>{t('assessment.uncertaintyOld')}</p>}
          <SensitivityView
            sensitive={sensitive}
            areaName={sensitive.area < 0 ? null : (data.areas.names[sensitive.area] ?? '')}
          />
        </>
      ) : result === null ? (
        <p className={styles['note']}>{t('assessment.uncertaintyMeans')}</p>
      ) : (
        <>
          <div className={styles['bar']}>
            <p>
              {result.settled === settled ? '' : `${t('assessment.uncertaintyOld')} `}
              {t('assessment.surely', {
                count: surely.length,
                sure: format.count(surely.length),
                share: sure,
                possible: format.count(possibly.length),
              })}
            </p>
            <SmallSelect
              label={t('assessment.sureFrom')}
              value={sure}
              width={72}
              choices={SURES.map((value) => ({ value, label: `${value} %` }))}
              onChange={setSure}
            />
            <Button
              size="small"
              kind="quiet"
              onClick={() => {
                selectAreas(surely);
              }}
            >
              {t('assessment.chooseSure')}
            </Button>
          </div>
          {asTable ? (
            <AreaTable
              data={data}
              label={t('assessment.view.uncertainty')}
              columns={[
                { id: 'low', header: t('assessment.low'), decimals: 0, value: (row) => result.low[row] || Number.NaN },
                {
                  id: 'median',
                  header: t('assessment.median'),
                  decimals: 0,
                  value: (row) => result.median[row] || Number.NaN,
                },
                {
                  id: 'high',
                  header: t('assessment.high'),
                  decimals: 0,
                  value: (row) => result.high[row] || Number.NaN,
                },
                {
                  id: 'top',
                  header: t('assessment.inTop'),
                  decimals: 0,
                  value: (row) => 100 * (result.inTop[row] ?? Number.NaN),
                },
              ]}
            />
          ) : (
            <Intervals />
          )}
        </>
      )}
    </div>
  );
}

/** The highest ranks, each with the interval that holds nine draws in ten. */
function Intervals(): ReactElement | null {
  const { t, format } = useWords();
  const { live, version, uncertainty, classOf } = useEveryFrame();
  const { result } = uncertainty.state;
  const shown = useMemo(
    () => ({ version, areas: Array.from(live.order.subarray(0, Math.min(RANKS, live.ranked))), classOf }),
    [version, live, classOf],
  );
  const most = useMemo(
    () => Math.min(live.ranked, 2 * Math.max(RANKS, ...shown.areas.map((area) => result?.median[area] ?? 0))),
    [shown, live.ranked, result],
  );
  const xOf = useCallback(
    (place: number, width: number): number =>
      PAD.left + ((place + 0.5) / Math.max(1, shown.areas.length)) * (width - PAD.left - PAD.right),
    [shown],
  );
  const yOf = useCallback(
    (rank: number, height: number): number =>
      PAD.top + (Math.min(rank, most) / Math.max(1, most)) * (height - PAD.top - PAD.bottom),
    [most],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      if (result === null) return;
      const thick = Math.max(1, Math.min(4, (width - PAD.left - PAD.right) / shown.areas.length - 0.5));
      shown.areas.forEach((area, place) => {
        const top = yOf(result.low[area] ?? 0, height);
        const x = xOf(place, width) - thick / 2;
        context.fillStyle = (result.inTop[area] ?? 0) >= SURE ? tokens.mark : tokens.markSoft;
        context.fillRect(x, top, thick, Math.max(1, yOf(result.high[area] ?? 0, height) - top));
        context.fillStyle = tokens.text;
        context.fillRect(x, yOf(result.median[area] ?? 0, height) - 1, thick, 2);
      });
      context.fillStyle = tokens.lineStrong;
      context.fillRect(PAD.left - 4, PAD.top, 1, height - PAD.top - PAD.bottom);
      context.fillRect(PAD.left - 4, height - PAD.bottom, width - PAD.left - PAD.right + 4, 1);
      context.fillStyle = tokens.textMuted;
      context.textAlign = 'right';
      context.textBaseline = 'top';
      context.fillText('1', PAD.left - 8, PAD.top - 4);
      context.textBaseline = 'bottom';
      context.fillText(format.count(most), PAD.left - 8, height - PAD.bottom);
      context.fillText(`${t('assessment.rank')} 1–${format.count(shown.areas.length)} →`, width - PAD.right, height);
    },
    [result, shown, xOf, yOf, most, format, t],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      shown.areas.forEach((area, place) => {
        if (area !== hovered && !selected.has(area)) return;
        const x = xOf(place, width);
        context.strokeStyle = area === hovered ? tokens.text : tokens.accent;
        context.lineWidth = 2;
        const top = yOf(result?.low[area] ?? 0, height);
        context.strokeRect(x - 3, top - 2, 6, yOf(result?.high[area] ?? 0, height) - top + 4);
      });
    },
    [result, shown, xOf, yOf],
  );
  const areaAt = ({ x, width }: PlotPlace): number =>
    shown.areas[Math.floor(((x - PAD.left) / Math.max(1, width - PAD.left - PAD.right)) * shown.areas.length)] ?? -1;
  return (
    <div className={styles['picture']}>
      <Plot
        label={t('assessment.intervalsSaid', { ranks: shown.areas.length })}
        draw={draw}
        over={over}
        follow={followPointing}
        onMove={(place) => {
          hoverArea(areaAt(place));
        }}
        onLeave={() => {
          hoverArea(-1);
        }}
        onUp={(place) => {
          const area = areaAt(place);
          if (area >= 0) selectArea(area, place.additive);
        }}
      />
    </div>
  );
}
