import { Slider as MantineSlider } from '@mantine/core';
import type { ReactElement } from 'react';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** While dragging, many times a second: store the value and draw in the next frame. */
  readonly onChange: (value: number) => void;
  /** On release. */
  readonly onChangeEnd?: (value: number) => void;
  readonly say?: (value: number) => string;
  readonly disabled?: boolean;
}

export function Slider({
  label,
  value,
  least,
  most,
  step,
  onChange,
  onChangeEnd,
  say = String,
  disabled = false,
}: SliderProps): ReactElement {
  return (
    <MantineSlider
      value={value}
      min={least}
      max={most}
      step={step}
      size={4}
      thumbSize={14}
      label={null}
      disabled={disabled}
      thumbLabel={label}
      thumbProps={{ 'aria-valuetext': say(value) }}
      onChange={onChange}
      {...(onChangeEnd === undefined ? {} : { onChangeEnd })}
    />
  );
}
