import { type MapInk, paintBorders, paintLabels, type Region } from './borderPainting.ts';
import { type Discs, placeDiscs, rasteriseDiscs } from './discs.ts';
import type { Borders } from './edges.ts';
import { nearestMiddle, type PreparedGeometry } from './geometry.ts';
import { paint, type Palette, type Runs, runsOf, word } from './paint.ts';
import { rasterise } from './rasterise.ts';
import { fit, projection, type Size, toPlane, type View } from './view.ts';

/** What the map shows, apart from where it looks. */
export interface MapContent {
  readonly geometry: PreparedGeometry;
  readonly borders: Borders | null;
  readonly counties: readonly Region[];
  readonly municipalities: readonly Region[];
  readonly population: Float64Array | null;
}

export interface MapCanvases {
  readonly fill: HTMLCanvasElement;
  readonly borders: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
}

const FONT = "'Inter Variable', system-ui, sans-serif";
/** A class no area has: what has not been painted yet. */
const UNPAINTED = 254;

/**
 * The three layers of the map. Which area each pixel belongs to is found once per view (`draw`); after that a frame
 * costs a loop over the pixels of the areas that changed (`recolour`). Borders and names are drawn once per view too;
 * what is pointed at and selected has a layer of its own.
 */
export class MapSurface {
  size: Size = { width: 1, height: 1 };
  ratio = 1;
  /** CSS pixels at the left that the whole view keeps free. */
  left = 0;
  whole: View = { centreX: 0, centreY: 0, metresPerPixel: 1 };
  view: View = this.whole;
  /** Milliseconds the last raster took: decides whether a moving map is drawn anew in every frame. */
  lastDraw = 0;
  readonly #canvases: MapCanvases;
  readonly #fill: CanvasRenderingContext2D;
  readonly #borders: CanvasRenderingContext2D;
  readonly #overlay: CanvasRenderingContext2D;
  #content: MapContent | null = null;
  #ink: MapInk | null = null;
  #palette: Palette = { classes: new Uint32Array(0), missing: 0, hatch: 0, period: 6 };
  #classOf: Uint8Array | Uint16Array = new Uint8Array(0);
  #shown = new Uint8Array(0);
  #ids = new Uint16Array(1);
  #runs: Runs | null = null;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #discs: Discs | null = null;
  #asDiscs = false;
  #hovered = -1;
  #selected: ReadonlySet<number> = new Set();

  constructor(canvases: MapCanvases) {
    this.#canvases = canvases;
    this.#fill = contextOf(canvases.fill);
    this.#borders = contextOf(canvases.borders);
    this.#overlay = contextOf(canvases.overlay);
  }

  setContent(content: MapContent): void {
    const other = this.#content?.geometry !== content.geometry;
    this.#content = content;
    if (!other) return;
    this.#shown = new Uint8Array(content.geometry.areas);
    this.#runs = null;
    this.whole = this.#wholeOf(content.geometry);
    this.view = this.whole;
  }

  setColours(colours: readonly string[], ink: MapInk): void {
    this.#ink = ink;
    this.#palette = {
      classes: Uint32Array.from(colours, word),
      missing: word(ink.missing),
      hatch: word(ink.hatch),
      period: Math.round(6 * this.ratio),
    };
    this.#shown.fill(UNPAINTED);
  }

  /** Keeps room for a legend at the left of the whole view. */
  setLeft(left: number): void {
    if (left === this.left) return;
    const wasWhole = this.view === this.whole;
    this.left = left;
    if (this.#content !== null) this.whole = this.#wholeOf(this.#content.geometry);
    if (wasWhole) this.view = this.whole;
  }

  setDiscs(on: boolean): void {
    this.#asDiscs = on;
  }

  /** Fits the canvases to their element; what was in the middle stays there. */
  resize(cssWidth: number, cssHeight: number, ratio: number): void {
    const size = {
      width: Math.max(1, Math.round(cssWidth * ratio)),
      height: Math.max(1, Math.round(cssHeight * ratio)),
    };
    const wasWhole = this.view === this.whole;
    const scaled = this.view.metresPerPixel * (this.ratio / ratio);
    this.size = size;
    this.ratio = ratio;
    this.#palette = { ...this.#palette, period: Math.round(6 * ratio) };
    for (const canvas of Object.values<HTMLCanvasElement>({ ...this.#canvases })) {
      canvas.width = size.width;
      canvas.height = size.height;
    }
    if (this.#content !== null) this.whole = this.#wholeOf(this.#content.geometry);
    this.view = wasWhole ? this.whole : { ...this.view, metresPerPixel: scaled };
  }

  /** Draws everything anew for the view in use. */
  draw(): void {
    const content = this.#content;
    const ink = this.#ink;
    if (content === null || ink === null) return;
    const started = performance.now();
    const { size, view } = this;
    const pixelCount = size.width * size.height;
    if (this.#ids.length !== pixelCount) this.#ids = new Uint16Array(pixelCount);
    this.#discs =
      this.#asDiscs && content.population !== null
        ? placeDiscs(content.geometry, content.population, view, size, this.whole, this.ratio)
        : null;
    if (this.#discs === null) rasterise(content.geometry, view, size, this.#ids);
    else rasteriseDiscs(this.#discs, size, this.#ids);
    this.#runs = runsOf(this.#ids, content.geometry.areas);
    if (this.#image?.width === size.width && this.#image.height === size.height) this.#pixels.fill(0);
    else {
      this.#image = new ImageData(size.width, size.height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    this.#shown.fill(UNPAINTED);
    paint(this.#pixels, this.#runs, size, this.#classOf, this.#shown, this.#palette);
    this.#fill.putImageData(this.#image, 0, 0);
    this.#drawBorders(content, ink);
    this.drawOverlay();
    this.lastDraw = performance.now() - started;
  }

  /** Colours the areas whose class changed. Costs one pass over their pixels; calls nothing of React. */
  recolour(classOf: Uint8Array | Uint16Array): void {
    this.#classOf = classOf;
    if (this.#runs === null || this.#image === null) return;
    const { top, bottom } = paint(this.#pixels, this.#runs, this.size, classOf, this.#shown, this.#palette);
    if (bottom > top) this.#fill.putImageData(this.#image, 0, 0, 0, top, this.size.width, bottom - top);
  }

  setHighlight(hovered: number, selected: ReadonlySet<number>): void {
    this.#hovered = hovered;
    this.#selected = selected;
  }

  /** The area under a place in CSS pixels, or -1. */
  areaAt(cssX: number, cssY: number): number {
    const x = Math.floor(cssX * this.ratio);
    const y = Math.floor(cssY * this.ratio);
    if (x < 0 || y < 0 || x >= this.size.width || y >= this.size.height) return -1;
    return (this.#ids[y * this.size.width + x] ?? 0) - 1;
  }

  /** The area whose middle is nearest to a place in CSS pixels, on screen or not; the first of equals, -1 without areas. */
  nearest(cssX: number, cssY: number): number {
    const geometry = this.#content?.geometry;
    if (geometry === undefined) return -1;
    return nearestMiddle(geometry, toPlane(this.view, cssX * this.ratio, cssY * this.ratio, this.size));
  }

  /** Where an area's middle lies, in CSS pixels; null when it has no place or is off screen. */
  placeOf(area: number): { x: number; y: number } | null {
    const geometry = this.#content?.geometry;
    if (geometry === undefined) return null;
    const { scale, offsetX, offsetY } = projection(this.view, this.size);
    const x = ((geometry.middles[2 * area] ?? Number.NaN) * scale + offsetX) / this.ratio;
    const y = (offsetY - (geometry.middles[2 * area + 1] ?? Number.NaN) * scale) / this.ratio;
    const inside = x >= 0 && y >= 0 && x * this.ratio <= this.size.width && y * this.ratio <= this.size.height;
    return inside ? { x, y } : null;
  }

  drawOverlay(): void {
    const context = this.#overlay;
    context.clearRect(0, 0, this.size.width, this.size.height);
    const ink = this.#ink;
    if (ink === null) return;
    for (const area of this.#selected) if (area !== this.#hovered) this.#outline(area, ink, 2);
    if (this.#hovered >= 0) this.#outline(this.#hovered, ink, this.#selected.has(this.#hovered) ? 3 : 2);
  }

  #wholeOf(geometry: PreparedGeometry): View {
    return fit(geometry.bounds, this.size, 12 * this.ratio, this.left * this.ratio);
  }

  /** A line in the highlight colour inside a wider one in the ground colour: seen on every class. */
  #outline(area: number, ink: MapInk, width: number): void {
    const context = this.#overlay;
    context.beginPath();
    const extent = this.#tracePath(area);
    if (extent < 8 * this.ratio) {
      const place = this.placeOf(area);
      if (place !== null && this.#discs === null) {
        // Too small to see: a ring around the place.
        context.beginPath();
        context.arc(place.x * this.ratio, place.y * this.ratio, 6 * this.ratio, 0, 2 * Math.PI);
      }
    }
    context.lineJoin = 'round';
    context.strokeStyle = ink.ground;
    context.lineWidth = (width + 2) * this.ratio;
    context.stroke();
    context.strokeStyle = ink.highlight;
    context.lineWidth = width * this.ratio;
    context.stroke();
  }

  /** Adds the area's outline to the overlay's path; returns how large it is on screen. */
  #tracePath(area: number): number {
    const geometry = this.#content?.geometry;
    if (geometry === undefined || area >= geometry.areas) return 0;
    const context = this.#overlay;
    if (this.#discs !== null) {
      const r = this.#discs.radius[area] as number;
      context.arc(this.#discs.x[area] as number, this.#discs.y[area] as number, r + this.ratio, 0, 2 * Math.PI);
      return 2 * r;
    }
    const { scale, offsetX, offsetY } = projection(this.view, this.size);
    for (let r = geometry.areaRing[area] as number; r < (geometry.areaRing[area + 1] as number); r += 1) {
      const ring = geometry.rings[r] as number;
      const first = geometry.ringStart[ring] as number;
      for (let p = first; p < (geometry.ringStart[ring + 1] as number); p += 1) {
        const x = (geometry.coordinates[2 * p] as number) * scale + offsetX;
        const y = offsetY - (geometry.coordinates[2 * p + 1] as number) * scale;
        if (p === first) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      context.closePath();
    }
    const across = (geometry.boxes[4 * area + 2] as number) - (geometry.boxes[4 * area] as number);
    const along = (geometry.boxes[4 * area + 3] as number) - (geometry.boxes[4 * area + 1] as number);
    return Math.max(across, along) * scale;
  }

  #drawBorders(content: MapContent, ink: MapInk): void {
    const context = this.#borders;
    const { size, view, ratio } = this;
    context.clearRect(0, 0, size.width, size.height);
    if (content.borders !== null) {
      paintBorders(context, content.borders, view, size, ink, ratio, this.#discs !== null);
    }
    if (this.#discs !== null) ringDiscs(context, this.#discs, ink, ratio);
    paintLabels(context, content.counties, content.municipalities, view, size, ink, ratio, FONT);
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the map needs a 2D canvas');
  return context;
}

/** A thin ground-coloured ring around every disc, largest first, so that discs that overlap can be told apart. */
function ringDiscs(context: CanvasRenderingContext2D, discs: Discs, ink: MapInk, ratio: number): void {
  context.strokeStyle = ink.ground;
  context.lineWidth = 0.75 * ratio;
  for (const a of discs.order) {
    const x = discs.x[a] as number;
    const y = discs.y[a] as number;
    const r = discs.radius[a] as number;
    if (r < 2.5 * ratio) continue;
    context.globalCompositeOperation = 'destination-out';
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
    context.globalCompositeOperation = 'source-over';
    context.stroke();
  }
}
