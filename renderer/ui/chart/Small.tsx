import { type ReactElement, useEffect, useRef } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import type { Tokens } from '../theme/tokens.ts';

type Draw = (context: CanvasRenderingContext2D, width: number, height: number, tokens: Tokens) => void;

interface SmallProps {
  readonly height: number;
  /** Draws in CSS pixels; a new function means a new drawing. */
  readonly draw: Draw;
}

/** A small own drawing that takes the width it is given. What it shows is said beside it. */
export function Small({ height, draw }: SmallProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tokens = useTokens();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = (): void => {
      const ratio = globalThis.devicePixelRatio || 1;
      const width = element.clientWidth;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      const context = element.getContext('2d');
      if (context === null || width === 0) return;
      context.scale(ratio, ratio);
      draw(context, width, height, tokens);
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    paint();
    return () => {
      watch.disconnect();
    };
  }, [height, draw, tokens]);
  return <canvas ref={canvas} aria-hidden="true" style={{ width: '100%', height, display: 'block' }} />;
}
