import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { IndicatorTable } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { diverging } from '../../../ui/colour/scales.ts';
import { useScheme, useTokens } from '../../../ui/theme/Theme.tsx';
import type { Correlations } from '../model/indicators.ts';
import { type Pair, pairOf } from '../model/pairs.ts';
import styles from './Correlation.module.css';

interface MatrixProps {
  readonly correlations: Correlations;
  readonly indicators: IndicatorTable;
  readonly chosen: Pair | null;
  readonly onChoose: (a: string, b: string) => void;
}

const ROW = 15;
const STEPS = 15;

/** Every indicator against every other: colour says how strongly and which way. */
export function Matrix({ correlations, indicators, chosen, onChoose }: MatrixProps): ReactElement {
  const { t, language, format } = useWords();
  const scheme = useScheme();
  const tokens = useTokens();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pointed, setPointed] = useState<Pair | null>(null);
  const { correlation } = correlations;
  const colours = useMemo(() => diverging(STEPS, scheme), [scheme]);
  // In the order of the catalogue, so that factors lie together.
  const ids = useMemo(
    () => indicators.columns.map(({ meta }) => meta.id).filter((id) => correlations.ids.includes(id)),
    [indicators, correlations],
  );
  const place = useMemo(() => ids.map((id) => correlations.ids.indexOf(id)), [ids, correlations]);
  const count = ids.length;
  const chosenA = ids.indexOf(chosen?.a ?? '');
  const chosenB = ids.indexOf(chosen?.b ?? '');
  const factors = useMemo(() => ids.map((id) => indicators.byId.get(id)?.meta.factor), [ids, indicators]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = (): void => {
      const ratio = globalThis.devicePixelRatio || 1;
      const width = element.clientWidth;
      const height = count * ROW;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      const context = element.getContext('2d');
      if (context === null || width === 0) return;
      context.scale(ratio, ratio);
      const each = width / count;
      for (let row = 0; row < count; row += 1)
        for (let column = 0; column < count; column += 1) {
          const r = correlation[(place[row] ?? 0) * correlations.ids.length + (place[column] ?? 0)] ?? Number.NaN;
          const step = Math.round(((r + 1) / 2) * (STEPS - 1));
          context.fillStyle = row === column || Number.isNaN(r) ? tokens.line : (colours[step] ?? tokens.line);
          context.fillRect(column * each, row * ROW, Math.max(1, each - 0.5), ROW - 0.5);
        }
      // Factors stand apart.
      context.fillStyle = tokens.surface;
      for (let at = 1; at < count; at += 1)
        if (factors[at] !== factors[at - 1]) {
          context.fillRect(0, at * ROW - 1.5, width, 2.5);
          context.fillRect(at * each - 1.5, 0, 2.5, height);
        }
      context.strokeStyle = tokens.text;
      context.lineWidth = 2;
      if (chosenA >= 0 && chosenB >= 0 && chosenA !== chosenB)
        for (const [row, column] of [
          [chosenA, chosenB],
          [chosenB, chosenA],
        ] as const)
          context.strokeRect(column * each - 1, row * ROW - 1, each + 1.5, ROW + 1.5);
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    paint();
    return () => {
      watch.disconnect();
    };
  }, [correlation, correlations, place, count, colours, tokens, factors, chosenA, chosenB]);

  const at = (x: number, y: number): readonly [string, string] | null => {
    const row = Math.floor(y / ROW);
    const column = Math.floor(x / ((canvas.current?.clientWidth ?? 1) / count));
    const [a, b] = [ids[column], ids[row]];
    return a === undefined || b === undefined || column === row ? null : [a, b];
  };
  const nameOf = (id: string): string => indicators.byId.get(id)?.meta.name[language] ?? id;
  const said = pointed ?? chosen;
  return (
    <figure className={styles['matrix']} aria-label={t('indicators.matrixLabel')}>
      <p className={styles['readout']}>
        {said === null
          ? t('indicators.pointAtPair')
          : t('indicators.pairSaid', {
              a: nameOf(said.a),
              b: nameOf(said.b),
              r: format.number(said.correlation, 2),
              areas: format.count(said.areas),
            })}
      </p>
      <div className={styles['rows']}>
        <ul className={styles['names']} style={{ lineHeight: `${String(ROW)}px` }}>
          {ids.map((id) => (
            <li key={id} title={nameOf(id)} data-chosen={said !== null && (said.a === id || said.b === id)}>
              {nameOf(id)}
            </li>
          ))}
        </ul>
        <canvas
          ref={canvas}
          aria-hidden="true"
          style={{ height: count * ROW }}
          onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => {
            const pair = at(offsetX, offsetY);
            if (pair?.[0] === pointed?.a && pair?.[1] === pointed?.b) return;
            setPointed(pair === null ? null : pairOf(correlations, ...pair));
          }}
          onPointerLeave={() => {
            setPointed(null);
          }}
          onClick={({ nativeEvent: { offsetX, offsetY } }) => {
            const pair = at(offsetX, offsetY);
            if (pair !== null) onChoose(...pair);
          }}
        />
      </div>
    </figure>
  );
}
