import { type ReactElement, useCallback, useMemo, useRef } from 'react';
import { onSteps } from '../../../../shared/domain/classes/classRule.ts';
import { classify, countClasses } from '../../../../shared/domain/classes/classify.ts';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { endsOf } from '../../../app/classed/bars.ts';
import { ClassHistogram, type PulledLimits } from '../../../app/classed/ClassHistogram.tsx';
import { ClassStrip } from '../../../app/classed/ClassStrip.tsx';
import { ClassTools } from '../../../app/classed/ClassTools.tsx';
import { useWords } from '../../../i18n/words.ts';
import { singleHue } from '../../../ui/colour/scales.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { AreaTypes } from '../distribution/AreaTypes.tsx';
import { KCurve } from '../distribution/KCurve.tsx';
import type { MapClasses } from '../map/useClasses.ts';
import {
  beginOf,
  CLASS_KINDS,
  LIMIT_STEP,
  limitsNow,
  withClasses,
  withKind,
  withLimitMoved,
  withoutLimit,
} from '../model/classing.ts';
import { lineOf } from '../model/line.ts';
import type { Tuner } from '../model/tuner.ts';
import { useEveryFrame, useTuned, useTuner } from '../model/useTuner.ts';
import styles from './Distribution.module.css';
import type { ViewProps } from './shown.ts';

/** Bins of the table: few enough to be read. */
const TABLE_BINS = 12;

/** How the areas spread: the index as a histogram, every cut-off of the problem count, the area types. */
export function DistributionView({ data, classes, decimals, asTable }: ViewProps): ReactElement {
  const kind = useTuned(({ settings }) => settings.kind);
  if (kind === 'problem-count') return <KCurve data={data} />;
  if (kind === 'sei') return <AreaTypes data={data} />;
  if (asTable) return <Bins decimals={decimals} />;
  return <IndexSpread classes={classes} decimals={decimals} />;
}

/** The pull of a limit of the index's classes, by hand or by a typed number. */
function usePulledLimits(tuner: Tuner, version: string): PulledLimits {
  const begun = useRef<readonly number[] | null>(null);
  return useMemo(() => {
    const now = (): readonly number[] => limitsNow(tuner.classRule, tuner.live);
    return {
      // Made anew whenever `version` says that the limits are others.
      limits: version === '' ? [] : now(),
      now,
      step: LIMIT_STEP,
      onPull: (at, value) => {
        begun.current ??= beginOf(tuner.committed, tuner.live);
        const from = begun.current;
        tuner.pull(`limit ${String(at)}`, (settings) => withLimitMoved(settings, from, at, value));
      },
      onRelease: () => {
        begun.current = null;
        tuner.commit();
      },
      onRemove: (at) => {
        tuner.step((settings) => withoutLimit(settings, tuner.live, at));
      },
    };
  }, [tuner, version]);
}

/** The index over all areas in the map's own colours, with its class limits, their counts, and the line of the highest 5 %. */
function IndexSpread({ classes, decimals }: { readonly classes: MapClasses; readonly decimals: number }): ReactElement {
  const { t, format } = useWords();
  const tuner = useTuner();
  const line = useTuned(lineOf);
  const standing = useTuned(({ colouring }) => colouring !== 'change');
  const limitsKey = useTuned((now) => limitsNow(now.classRule, now.live).join(' '));
  const pulled = usePulledLimits(tuner, limitsKey);
  const said = useCallback((value: number): string => format.number(value, decimals), [format, decimals]);
  const read = useCallback(() => ({ values: tuner.live.scores, classOf: tuner.classOf }), [tuner]);
  const mark = useCallback(() => lineOf(tuner), [tuner]);
  const ends = useTuned(({ live }) => endsOf(live.scores).map(said).join(' – '));
  const [least = '', most = ''] = ends.split(' – ');
  return (
    <div className={styles['spread']}>
      <div className={styles['picture']}>
        <ClassHistogram
          label={t('assessment.histogramSaid', { least, most, line: said(line) })}
          read={read}
          endsOf={endsOf}
          colours={classes.colours}
          mark={mark}
          said={said}
          pulled={standing ? pulled : null}
          follow={tuner.paintWith}
        />
      </div>
      <p className={styles['ends']}>
        <span>{least}</span>
        <span>{t('assessment.lineAt', { line: said(line) })}</span>
        <span>{most}</span>
      </p>
      {standing && <IndexClasses pulled={pulled} decimals={decimals} said={said} />}
    </div>
  );
}

/** How the index is parted, the limits as numbers, and how many areas each class holds: in every frame. */
function IndexClasses({
  pulled,
  decimals,
  said,
}: {
  readonly pulled: PulledLimits;
  readonly decimals: number;
  readonly said: (value: number) => string;
}): ReactElement {
  const tuner = useEveryFrame();
  const scheme = useScheme();
  const { classRule, live } = tuner;
  const limits = limitsNow(classRule, live);
  const { counts } = countClasses(classify(live.scores, limits), limits.length + 1);
  return (
    <div className={styles['classes']}>
      <ClassTools
        kinds={CLASS_KINDS}
        kind={classRule.kind}
        onKind={(kind) => {
          tuner.step((settings) => withKind(settings, kind, live));
        }}
        onMore={() => {
          tuner.step((settings) => withClasses(settings, live, 1));
        }}
        onLess={() => {
          tuner.step((settings) => withClasses(settings, live, -1));
        }}
      />
      <ClassStrip
        colours={singleHue(counts.length, scheme)}
        limits={onSteps(limits, LIMIT_STEP)}
        counts={counts}
        decimals={decimals}
        step={LIMIT_STEP}
        said={said}
        onType={(at, value) => {
          pulled.onPull(at, value);
          pulled.onRelease();
        }}
      />
    </div>
  );
}

function Bins({ decimals }: { readonly decimals: number }): ReactElement {
  const { t, format } = useWords();
  const { scores } = useEveryFrame().live;
  const { from, to, counts } = histogram(scores, TABLE_BINS);
  const limit = (at: number): string => format.number(from + ((to - from) * at) / TABLE_BINS, decimals);
  return (
    <ScrollRegion label={t('assessment.distribution.index')}>
      <div className={styles['table']}>
        <Table
          caption={t('assessment.distribution.index')}
          captionHidden
          columns={[
            { key: 'index', header: t('assessment.score.index') },
            { key: 'areas', header: t('assessment.areas'), number: true },
          ]}
          rows={Array.from(counts, (count, at) => ({
            key: String(at),
            cells: [t('classes.fromTo', { from: limit(at), to: limit(at + 1) }), format.count(count)],
          }))}
        />
      </div>
    </ScrollRegion>
  );
}
