import { type ReactElement, useId } from 'react';
import type { Histogram } from '../../../../shared/domain/classes/histogram.ts';
import { RangeInput } from '../../../ui/controls/RangeInput.tsx';
import styles from './Problems.module.css';

interface ThresholdLineProps {
  readonly label: string;
  readonly bins: Histogram;
  readonly value: number;
  /** The nation's own value, marked below the bars; NaN when it has none. */
  readonly nation: number;
  /** 1: what lies above the line is a problem; -1: what lies below. */
  readonly direction: 1 | -1;
  readonly step: number;
  readonly said: string;
  /** How the picture is to be read. */
  readonly hint: string;
  readonly onPull: (value: number) => void;
  readonly onRelease: () => void;
}

const WIDTH = 256;
const HEIGHT = 34;

/**
 * Heights follow the square root of the count (Tukey's rootogram): one full bin, as where most areas have none, does not
 * press the rest to the ground.
 */
function barsPath({ counts }: Histogram): string {
  const most = Math.max(1, ...counts);
  const each = WIDTH / counts.length;
  return Array.from(counts, (count, at) => {
    // A single area is still seen.
    const height = count === 0 ? 0 : Math.max(1, Math.sqrt(count / most) * HEIGHT);
    return `M${(at * each).toFixed(1)} ${String(HEIGHT)}v${(-height).toFixed(1)}h${(each - 0.6).toFixed(1)}v${height.toFixed(1)}z`;
  }).join('');
}

/** A histogram with a line that can be dragged; the bars on the wrong side of it are filled. */
export function ThresholdLine(props: ThresholdLineProps): ReactElement {
  const { label, bins, value, nation, direction, step, said, hint, onPull, onRelease } = props;
  const clip = useId();
  const place = (x: number): number => ((x - bins.from) / (bins.to - bins.from)) * WIDTH;
  const line = Math.min(WIDTH, Math.max(0, Number.isFinite(value) ? place(value) : 0));
  const bars = barsPath(bins);
  return (
    <div className={styles['histogram']} title={hint}>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT + 4)}`} preserveAspectRatio="none" aria-hidden="true">
        <clipPath id={clip}>
          <rect x={direction === 1 ? line : 0} y={0} width={direction === 1 ? WIDTH - line : line} height={HEIGHT} />
        </clipPath>
        <path d={bars} className={styles['bars']} />
        <path d={bars} className={styles['problemBars']} clipPath={`url(#${clip})`} />
        <path d={`M0 ${String(HEIGHT)}H${String(WIDTH)}`} className={styles['axis']} />
        {Number.isFinite(nation) && (
          <path d={`M${place(nation).toFixed(1)} ${String(HEIGHT)}v4`} className={styles['nation']} />
        )}
      </svg>
      <span className={styles['line']} style={{ left: `${String((100 * line) / WIDTH)}%` }} />
      <RangeInput
        look="unseen"
        label={label}
        value={Number.isFinite(value) ? value : bins.from}
        least={bins.from}
        most={bins.to}
        step={step}
        said={said}
        onPull={onPull}
        onRelease={onRelease}
      />
    </div>
  );
}
