import { type ReactElement, useCallback, useRef } from 'react';
import type { ChoiceOfK } from '../../../../shared/domain/groups/choosing/advice.ts';
import { reasonText } from '../../../../shared/domain/groups/describe/words.ts';
import { useWords } from '../../../i18n/words.ts';
import { Plot, type Draw } from '../../../ui/chart/Plot.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { LEAST_K, MOST_K } from '../model/settings.ts';
import { useGrouper } from '../model/useGrouper.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import styles from './Views.module.css';

interface Measure {
  readonly key: 'silhouette' | 'calinskiHarabasz' | 'daviesBouldin' | 'gap' | 'stability' | 'bic';
  readonly decimals: number;
  readonly of: (choice: ChoiceOfK) => number;
  readonly error?: (choice: ChoiceOfK) => number;
  readonly lowest?: true;
}

const MEASURES: readonly Measure[] = [
  { key: 'silhouette', decimals: 2, of: ({ silhouette }) => silhouette },
  { key: 'calinskiHarabasz', decimals: 0, of: ({ calinskiHarabasz }) => calinskiHarabasz },
  { key: 'daviesBouldin', decimals: 2, of: ({ daviesBouldin }) => daviesBouldin, lowest: true },
  { key: 'gap', decimals: 2, of: ({ gap = Number.NaN }) => gap, error: ({ gapError = Number.NaN }) => gapError },
  {
    key: 'stability',
    decimals: 2,
    of: ({ jaccards }) => (jaccards === undefined ? Number.NaN : Math.min(...jaccards)),
  },
  { key: 'bic', decimals: 0, of: ({ bic = Number.NaN }) => bic, lowest: true },
];

const PAD = 10;
const TITLE = 30;
const FOOT = 14;

/** Which k lies nearest to a place across one of so many panels. */
const kAt = (x: number, width: number, panels: number): number => {
  const each = width / panels;
  const within = x - Math.floor(Math.min(panels - 1, Math.max(0, x / each))) * each;
  return Math.round(LEAST_K + ((within - PAD) / (each - 2 * PAD)) * (MOST_K - LEAST_K));
};

/** Every criterion over the numbers of groups in one picture, and one recommendation in words with what speaks for and against. */
export function ChoiceView(): ReactElement {
  const { t, format, language } = useWords();
  const grouper = useGrouper();
  const { settings, advice } = grouper;
  const choices = grouper.choices;
  const panels = MEASURES.filter(({ key }) => key !== 'bic' || settings.algorithm === 'gaussian-mixture');
  const dragging = useRef(false);
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      const each = width / panels.length;
      panels.forEach((measure, at) => {
        const left = at * each + PAD;
        const right = (at + 1) * each - PAD;
        const xOf = (k: number): number => left + ((k - LEAST_K) / (MOST_K - LEAST_K)) * (right - left);
        const known = choices.filter((choice) => Number.isFinite(measure.of(choice)));
        const values = known.map((choice) => measure.of(choice));
        const low = Math.min(...values);
        const high = Math.max(...values);
        const yOf = (value: number): number =>
          height - FOOT - 6 - (high > low ? (value - low) / (high - low) : 0.5) * (height - TITLE - FOOT - 12);
        context.textBaseline = 'top';
        context.textAlign = 'left';
        context.fillStyle = tokens.text;
        context.fillText(t(`groups.measure.${measure.key}`), left - 4, 0);
        context.fillStyle = tokens.lineStrong;
        context.fillRect(left, height - FOOT, right - left, 1);
        context.fillStyle = tokens.textMuted;
        context.textBaseline = 'bottom';
        context.fillText(String(LEAST_K), left, height);
        context.textAlign = 'right';
        context.fillText(String(MOST_K), right, height);
        context.fillStyle = tokens.accentSoft;
        context.fillRect(xOf(settings.k) - 4, TITLE, 8, height - TITLE - FOOT);
        if (advice !== null) {
          context.fillStyle = tokens.accent;
          context.fillRect(xOf(advice.k) - 4, height - FOOT, 8, 3);
        }
        if (known.length === 0) return;
        const own = known.find(({ k }) => k === settings.k);
        if (own !== undefined) {
          context.textAlign = 'left';
          context.textBaseline = 'top';
          context.fillStyle = tokens.textMuted;
          context.fillText(format.number(measure.of(own), measure.decimals), left - 4, 14);
        }
        context.strokeStyle = tokens.mark;
        context.lineWidth = 1.2;
        context.beginPath();
        known.forEach((choice, i) => {
          const x = xOf(choice.k);
          const y = yOf(measure.of(choice));
          if (i === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        });
        context.stroke();
        const best = measure.lowest === true ? low : high;
        for (const choice of known) {
          const value = measure.of(choice);
          const error = measure.error?.(choice) ?? 0;
          const x = xOf(choice.k);
          if (error > 0 && high > low) {
            const half = (error / (high - low)) * (height - TITLE - FOOT - 12);
            context.fillStyle = tokens.mark;
            context.fillRect(x - 0.5, yOf(value) - half, 1, 2 * half);
          }
          context.beginPath();
          context.arc(x, yOf(value), choice.k === settings.k ? 4 : 2.5, 0, 2 * Math.PI);
          context.fillStyle = choice.k === settings.k ? tokens.accent : tokens.mark;
          context.fill();
          if (value === best) {
            context.beginPath();
            context.arc(x, yOf(value), 6, 0, 2 * Math.PI);
            context.strokeStyle = tokens.text;
            context.stroke();
          }
        }
      });
    },
    [panels, choices, settings.k, advice, t, format],
  );
  return (
    <div className={styles['fill']}>
      <div className={styles['picture']}>
        <Plot
          label={t('groups.choiceLabel', { k: settings.k })}
          draw={draw}
          onDown={({ x, width }) => {
            dragging.current = true;
            grouper.setK(kAt(x, width, panels.length));
          }}
          onMove={({ x, width, held }) => {
            if (dragging.current && held) grouper.setK(kAt(x, width, panels.length));
          }}
          onUp={() => {
            dragging.current = false;
          }}
          onKey={(key) => {
            const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
            if (step === undefined) return false;
            grouper.setK(settings.k + step);
            return true;
          }}
        />
      </div>
      <div className={styles['advice']}>
        <ScrollRegion label={t('groups.adviceLabel')}>
          {advice === null ? (
            <p>{t('groups.adviceLater')}</p>
          ) : (
            <>
              <p>
                {t(grouper.progress === null ? 'groups.advice' : 'groups.adviceSoFar', { k: advice.k })}
                {advice.k !== settings.k && (
                  <Button
                    size="small"
                    onClick={() => {
                      grouper.setK(advice.k);
                    }}
                  >
                    {t('groups.takeAdvice')}
                  </Button>
                )}
              </p>
              <ul>
                {[...advice.for, ...advice.against].map((reason) => (
                  <li key={reason.kind} data-side={reason.kind.endsWith('.for') ? 'for' : 'against'}>
                    {reasonText(reason, language)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </ScrollRegion>
      </div>
    </div>
  );
}
