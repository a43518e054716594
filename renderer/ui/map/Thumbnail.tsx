import { type ReactElement, useEffect, useRef } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import type { AreaGeometry } from './geometry.ts';
import { drawThumbnail } from './thumbnail.ts';

interface ThumbnailProps {
  readonly geometry: AreaGeometry;
  readonly classOf: Uint8Array;
  readonly colours: readonly string[];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A still map of the whole country; what it shows is said beside it. */
export function Thumbnail({ geometry, classOf, colours, width, height }: ThumbnailProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { missing, surface } = useTokens();
  useEffect(() => {
    if (canvas.current === null) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
    drawThumbnail(canvas.current, geometry, size, classOf, { classes: colours, missing, hatch: surface });
  }, [geometry, classOf, colours, width, height, missing, surface]);
  return <canvas ref={canvas} aria-hidden="true" style={{ width, height, display: 'block' }} />;
}
