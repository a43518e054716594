import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import styles from './Classed.module.css';

interface LimitHandleProps {
  readonly label: string;
  readonly value: number;
  readonly said: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value under a place of the screen. */
  readonly valueAt: (clientX: number) => number;
  readonly onPull: (value: number) => void;
  readonly onRelease: () => void;
  readonly onRemove: () => void;
  /** One of the marks is reached by Tab, the others from it. */
  readonly inOrder: boolean;
  readonly onFocus: () => void;
}

/** A class limit as a line in the histogram: dragged, or moved by left and right; up and down go to the next one, Delete takes it away. */
export function LimitHandle(props: LimitHandleProps): ReactElement {
  const { label, value, said, least, most, step, valueAt, onPull, onRelease, onRemove, inOrder, onFocus } = props;
  const held = useRef(false);
  const end = (): void => {
    if (!held.current) return;
    held.current = false;
    onRelease();
  };
  const pressed = (event: KeyboardEvent<HTMLElement>): void => {
    const far = event.shiftKey || event.key.startsWith('Page') ? 10 : 1;
    const up = event.key === 'ArrowRight' || event.key === 'PageUp';
    const down = event.key === 'ArrowLeft' || event.key === 'PageDown';
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const next = event.currentTarget[event.key === 'ArrowUp' ? 'nextElementSibling' : 'previousElementSibling'];
      if (next instanceof HTMLElement) next.focus();
    } else if (up || down) {
      held.current = true;
      onPull(value + (up ? far : -far) * step);
    } else return;
    event.preventDefault();
  };
  return (
    <input
      type="range"
      step="any"
      className={styles['handle']}
      tabIndex={inOrder ? 0 : -1}
      aria-label={label}
      aria-valuetext={said}
      title={`${label}: ${said}`}
      min={least}
      max={most}
      value={value}
      onChange={({ currentTarget }) => {
        onPull(currentTarget.valueAsNumber);
      }}
      onFocus={onFocus}
      // The picture, not the width of the mark, is the scale that it is dragged along.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        held.current = true;
      }}
      onPointerMove={(event) => {
        if (held.current && (event.buttons & 1) === 1) onPull(valueAt(event.clientX));
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={pressed}
      onKeyUp={end}
      onBlur={end}
    />
  );
}
