import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';
import { effectiveByNode, WHOLE } from '../../../../shared/domain/tuning/weights.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { RangeInput } from '../../../ui/controls/RangeInput.tsx';
import type { Tuner } from '../model/tuner.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import { importanceOf } from './importance.ts';
import styles from './Weights.module.css';

/*
 * The three parts of a row that change while any weight is pulled. They are rendered alone, and the share of the whole
 * not even by React: all rows' shares change in every frame.
 */

interface PulledProps {
  readonly id: string;
  readonly label: string;
  readonly locked: boolean;
  readonly onPull: (weight: number) => void;
  readonly onRelease: () => void;
}

const STEP = 0.5;

const writtenIn = (method: IndexMethod, id: string): number =>
  method.indicators.find((indicator) => indicator.id === id)?.weight ??
  method.groups?.find((group) => group.id === id)?.weight ??
  1;

/** The weight as it is set, or as a rule has made it: then what it comes to among its siblings, in per cent. */
function weightIn({ settings, live }: Tuner, id: string): number {
  const made = live.weighted?.groups.flatMap(({ children }) => children).find((child) => child.id === id);
  return made === undefined ? writtenIn(settings.index, id) : WHOLE * made.weight;
}

export function WeightRange({
  id,
  label,
  locked,
  onPull,
  onRelease,
  strong,
}: PulledProps & { readonly strong: boolean }): ReactElement {
  const { format } = useWords();
  const weight = useTuned((tuner) => weightIn(tuner, id));
  return (
    <RangeInput
      label={label}
      value={weight}
      most={Math.max(WHOLE, weight)}
      step={STEP}
      said={format.number(weight, 1)}
      disabled={locked}
      look={strong ? 'strong' : 'plain'}
      onPull={onPull}
      onRelease={onRelease}
    />
  );
}

export function WeightNumber({ id, label, locked, onPull, onRelease }: PulledProps): ReactElement {
  const weight = useTuned((tuner) => weightIn(tuner, id));
  return (
    <NumberBox
      label={label}
      value={weight}
      decimals={1}
      step={STEP}
      least={0}
      width={46}
      disabled={locked}
      onChange={(value) => {
        onPull(value);
        onRelease();
      }}
    />
  );
}

/** Worked out once a frame for all rows. */
const shares = new WeakMap<Tuner, { readonly version: number; readonly byId: ReadonlyMap<string, number> }>();

function shareOf(tuner: Tuner, id: string): number {
  let known = shares.get(tuner);
  if (known?.version !== tuner.version) {
    const weights = tuner.live.effectiveWeights;
    known = {
      version: tuner.version,
      byId: weights === undefined ? new Map() : effectiveByNode(tuner.settings.index, weights),
    };
    shares.set(tuner, known);
  }
  return known.byId.get(id) ?? Number.NaN;
}

/** What the weight comes to in the whole, in per cent. */
export function WeightShare({ id, label }: { readonly id: string; readonly label: string }): ReactElement {
  const { format } = useWords();
  const tuner = useTuner();
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = (): void => {
      const text = format.number(100 * shareOf(tuner, id), 1);
      if (element.current !== null && element.current.textContent !== text) element.current.textContent = text;
    };
    write();
    return tuner.paintWith(write);
  }, [tuner, id, format]);
  return <span ref={element} className={styles['effective']} aria-label={label} role="note" />;
}

/** What the indicator or group means for the index, in per cent: not the same as its weight, and marked where the two are far apart. */
export function WeightImportance({ id, name }: { readonly id: string; readonly name: string }): ReactElement {
  const { t, format, language } = useWords();
  const tuner = useTuner();
  const settled = useTuned((now) => now.settled);
  const { share, apart } = useMemo(
    () => (settled === tuner.settled ? importanceOf(tuner).get(id) : undefined) ?? { share: Number.NaN, apart: false },
    [settled, tuner, id],
  );
  const weight = 100 * shareOf(tuner, id);
  const said = apart
    ? text(language, 100 * share > weight ? 'assess.warn.importanceAbove' : 'assess.warn.importanceBelow', {
        id: name,
        weight: Math.round(weight),
        importance: Math.round(100 * share),
      })
    : t('assessment.importanceOf', { name });
  return (
    <span className={styles['importance']} data-apart={apart} aria-label={said} title={said} role="note">
      {Number.isNaN(share) ? '–' : format.number(100 * share, 0)}
      {apart ? ' !' : ''}
    </span>
  );
}
