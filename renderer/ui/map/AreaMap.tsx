import { type ReactElement, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useTokens } from '../theme/Theme.tsx';
import type { MapInk } from './borderPainting.ts';
import { MapController, type MapListener } from './controller.ts';
import { type Borders, findBorders } from './edges.ts';
import { type AreaGeometry, boundsOf, prepare } from './geometry.ts';
import { MapButtons } from './MapButtons.tsx';
import { regionsOf } from './regions.ts';
import { ScaleBar } from './ScaleBar.tsx';
import { MapSurface } from './surface.ts';
import styles from './AreaMap.module.css';

/** A wish to look at a place; a new object asks again. `index` is not read for the whole country. */
export interface FocusRequest {
  readonly level: 'area' | 'municipality' | 'county' | 'nation';
  readonly index: number;
}

/** What a caller may do each frame without React. */
export interface AreaMapHandle {
  readonly recolour: (classOf: Uint8Array | Uint16Array) => void;
  /** Outlines what is pointed at and selected; then leave the props of the same names out. */
  readonly highlight: (hovered: number, selected: ReadonlySet<number>) => void;
}

export interface AreaMapProps {
  readonly geometry: AreaGeometry;
  readonly municipalityOf: Uint32Array;
  readonly countyOf: Uint32Array;
  readonly municipalityNames?: readonly string[];
  readonly countyNames?: readonly string[];
  /** Persons per area: makes the dot mode available. */
  readonly population?: Float64Array;
  /** Class of each area, an index into `colours`; 255 where there is no value. */
  readonly classOf: Uint8Array | Uint16Array;
  readonly colours: readonly string[];
  /** The area pointed at anywhere, -1 for none. */
  readonly hovered?: number;
  readonly selected?: ReadonlySet<number>;
  readonly onHover: (area: number) => void;
  /** -1 when no area was hit. */
  readonly onSelect: (area: number, additive: boolean) => void;
  /** Lines about an area: name, municipality, value. */
  readonly describe: (area: number) => string;
  readonly ariaLabel: string;
  readonly focusRequest?: FocusRequest | null;
  /** CSS pixels at the left edge where a legend lies: the whole country is shown beside it. */
  readonly legendWidth?: number;
  readonly ref?: Ref<AreaMapHandle>;
}

const NO_NAMES: readonly string[] = [];
// Steered by keys (keys.ts), although no single control.
const REACHABLE = { tabIndex: 0 };

/** The map: polygons in EPSG:3006 coloured by class, steered by pointer and keys. */
export function AreaMap({
  geometry,
  municipalityOf,
  countyOf,
  municipalityNames = NO_NAMES,
  countyNames = NO_NAMES,
  population,
  classOf,
  colours,
  hovered,
  selected,
  onHover,
  onSelect,
  describe,
  ariaLabel,
  focusRequest,
  legendWidth = 0,
  ref,
}: AreaMapProps): ReactElement {
  const { t } = useWords();
  const tokens = useTokens();
  const frame = useRef<HTMLDivElement>(null);
  const stack = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLCanvasElement>(null);
  const lines = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const surface = useRef<MapSurface | null>(null);
  const controller = useRef<MapController | null>(null);
  const [metresPerPixel, setMetresPerPixel] = useState(0);
  const [discs, setDiscs] = useState(false);
  const help = useId();

  const prepared = useMemo(() => prepare(geometry, municipalityOf.length), [geometry, municipalityOf.length]);
  const regions = useMemo(
    () => ({
      counties: regionsOf(prepared, countyOf, countyNames),
      municipalities: regionsOf(prepared, municipalityOf, municipalityNames),
    }),
    [prepared, countyOf, countyNames, municipalityOf, municipalityNames],
  );
  const ink = useMemo(
    (): MapInk => ({
      ground: tokens.surface,
      border: tokens.text,
      text: tokens.text,
      highlight: tokens.text,
      missing: tokens.surface,
      hatch: tokens.missing,
    }),
    [tokens],
  );

  const listener: MapListener = {
    hover: onHover,
    select: onSelect,
    describe,
    drawn: () => {
      const now = surface.current;
      if (now !== null) setMetresPerPixel(now.view.metresPerPixel * now.ratio);
    },
  };
  const latest = useRef(listener);

  useEffect(() => {
    latest.current = listener;
    if (controller.current !== null) controller.current.listener = listener;
  });

  useEffect(() => {
    const elements = [frame, stack, tooltip, spoken].map((ref) => ref.current);
    const [frameElement, stackElement, tooltipElement, spokenElement] = elements;
    if (!frameElement || !stackElement || !tooltipElement || !spokenElement) return undefined;
    if (fill.current === null || lines.current === null || overlay.current === null) return undefined;
    const canvases = { fill: fill.current, borders: lines.current, overlay: overlay.current };
    surface.current = new MapSurface(canvases);
    controller.current = new MapController(
      surface.current,
      { ...canvases, frame: frameElement, stack: stackElement, tooltip: tooltipElement, spoken: spokenElement },
      latest.current,
    );
    return () => {
      controller.current?.destroy();
      controller.current = null;
      surface.current = null;
    };
  }, []);

  useEffect(() => {
    surface.current?.setLeft(legendWidth);
    controller.current?.refresh();
  }, [legendWidth]);

  useEffect(() => {
    surface.current?.setContent({ geometry: prepared, borders: null, ...regions, population: population ?? null });
    controller.current?.refresh();
    // The borders take longer than the first picture: they follow when it stands.
    const later = setTimeout(() => {
      const borders: Borders = findBorders(prepared, municipalityOf, countyOf);
      surface.current?.setContent({ geometry: prepared, borders, ...regions, population: population ?? null });
      controller.current?.refresh();
    }, 0);
    return () => {
      clearTimeout(later);
    };
  }, [prepared, regions, population, municipalityOf, countyOf]);

  useEffect(() => {
    surface.current?.setColours(colours, ink);
    surface.current?.setDiscs(discs);
    controller.current?.refresh();
  }, [colours, ink, discs]);

  useEffect(() => {
    surface.current?.recolour(classOf);
    controller.current?.describe();
  }, [classOf]);

  useEffect(() => {
    if (hovered !== undefined && selected !== undefined) controller.current?.highlight(hovered, selected);
  }, [hovered, selected]);

  useEffect(() => {
    if (focusRequest === undefined || focusRequest === null) return;
    if (focusRequest.level === 'nation') controller.current?.showAll();
    else {
      const bounds = boundsOf(prepared, areasIn(focusRequest, municipalityOf, countyOf));
      if (bounds !== null) controller.current?.show(bounds);
    }
  }, [focusRequest, prepared, municipalityOf, countyOf]);

  useImperativeHandle(
    ref,
    () => ({
      recolour: (next) => {
        surface.current?.recolour(next);
        controller.current?.describe();
      },
      highlight: (hovered, selected) => controller.current?.highlight(hovered, selected),
    }),
    [],
  );

  return (
    <div className={styles['map']}>
      <div
        ref={frame}
        className={styles['frame']}
        role="application"
        aria-roledescription={t('map.role')}
        aria-label={ariaLabel}
        aria-describedby={help}
        {...REACHABLE}
      >
        <div ref={stack} className={styles['stack']}>
          <canvas ref={fill} />
          <canvas ref={lines} />
          <canvas ref={overlay} />
        </div>
        <div className={styles['cross']} aria-hidden="true" />
        <div ref={tooltip} className={styles['tooltip']} role="presentation" hidden />
      </div>
      <MapButtons
        discs={discs}
        onDiscs={population === undefined ? null : setDiscs}
        onZoom={(factor) => controller.current?.zoom(factor)}
        onShowAll={() => controller.current?.showAll()}
      />
      <ScaleBar metresPerPixel={metresPerPixel} />
      <p id={help} className={styles['unseen']}>
        {t('map.help')}
      </p>
      <p className={styles['unseen']} aria-live="polite" ref={spoken} />
    </div>
  );
}

function areasIn(request: FocusRequest, municipalityOf: Uint32Array, countyOf: Uint32Array): number[] {
  if (request.level === 'area') return [request.index];
  const regionOf = request.level === 'county' ? countyOf : municipalityOf;
  const found: number[] = [];
  for (let a = 0; a < regionOf.length; a += 1) if (regionOf[a] === request.index) found.push(a);
  return found;
}
