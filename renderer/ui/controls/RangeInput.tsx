import { type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './RangeInput.module.css';

interface RangeInputProps {
  readonly label: string;
  readonly value: number;
  readonly least?: number;
  readonly most: number;
  readonly step: number;
  /** How the value is read aloud. */
  readonly said: string;
  readonly disabled?: boolean;
  /** strong: for what weighs most; unseen: lies over a picture that shows the value itself. */
  readonly look?: 'plain' | 'strong' | 'unseen';
  /** While the thumb is dragged or a key is down: as often as input events come. */
  readonly onPull: (value: number) => void;
  /** The thumb has been let go. */
  readonly onRelease: () => void;
}

/**
 * The browser's own slider, for values that change in every frame: React never sets it while it is held, and its
 * listeners only pass the number on.
 */
export function RangeInput(props: RangeInputProps): ReactElement {
  const { label, value, least = 0, most, step, said, disabled = false, look = 'plain', onPull, onRelease } = props;
  const input = useRef<HTMLInputElement>(null);
  const act = useRef({ onPull, onRelease });
  useEffect(() => {
    act.current = { onPull, onRelease };
  });
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    const pull = (): void => {
      act.current.onPull(element.valueAsNumber);
    };
    const release = (): void => {
      act.current.onRelease();
    };
    element.addEventListener('input', pull);
    element.addEventListener('change', release);
    return () => {
      element.removeEventListener('input', pull);
      element.removeEventListener('change', release);
    };
  }, []);
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null) return;
    if (Math.abs(element.valueAsNumber - value) > step / 2) element.value = String(value);
    element.style.setProperty('--sg-share', `${String((100 * (value - least)) / (most - least))}%`);
  }, [value, least, most, step]);
  return (
    <input
      ref={input}
      type="range"
      className={styles['range']}
      data-look={look}
      aria-label={label}
      aria-valuetext={said}
      min={least}
      max={most}
      step={step}
      defaultValue={value}
      disabled={disabled}
    />
  );
}
