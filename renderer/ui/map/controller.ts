import type { Bounds } from './view.ts';
import { listenToPointer } from './gestures.ts';
import { listenToKeys } from './keys.ts';
import type { MapCanvases, MapSurface } from './surface.ts';
import { fit, keepInside, pan, type View, zoomAround } from './view.ts';

/** What the controller tells about, and asks. */
export interface MapListener {
  readonly hover: (area: number) => void;
  readonly select: (area: number, additive: boolean) => void;
  /** The view has been drawn anew. */
  readonly drawn: () => void;
  /** Lines of text for an area: its name first. */
  readonly describe: (area: number) => string;
}

export interface MapElements extends MapCanvases {
  /** Takes the pointer and holds everything. */
  readonly frame: HTMLElement;
  /** Holds the canvases; is moved while a heavy map waits to be drawn. */
  readonly stack: HTMLElement;
  readonly tooltip: HTMLElement;
  /** Read aloud when it changes (aria-live). */
  readonly spoken: HTMLElement;
}

/** Slower than this, a moving map is moved as a picture and drawn when it rests. */
const EVERY_FRAME = 14;
const REST = 90;
/** A pointer that passes over many areas reads none of them aloud. */
const SPEAK_AFTER = 350;

/** Puts pointer, keys and view together. Works on the elements directly: a frame here never waits for React. */
export class MapController {
  listener: MapListener;
  readonly #surface: MapSurface;
  readonly #elements: MapElements;
  readonly #stopListening: readonly (() => void)[];
  readonly #observer: ResizeObserver;
  #drawnView: View;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #speak: ReturnType<typeof setTimeout> | undefined;
  #hovered = -1;
  #pointerInside = false;
  /** False when the area pointed at elsewhere is off screen: then there is nowhere to say it. */
  #placed = true;
  #pointWhenDrawn = false;

  constructor(surface: MapSurface, elements: MapElements, listener: MapListener) {
    this.#surface = surface;
    this.#elements = elements;
    this.listener = listener;
    this.#drawnView = surface.view;
    const stopPointer = listenToPointer(elements.frame, {
      point: (x, y) => {
        this.#pointerInside = true;
        this.#point(x, y);
      },
      leave: () => {
        this.#pointerInside = false;
        this.hover(-1);
        this.listener.hover(-1);
      },
      select: (x, y, additive) => {
        this.listener.select(surface.areaAt(x, y), additive);
      },
      pan: (dx, dy) => {
        this.look(pan(surface.view, dx * surface.ratio, dy * surface.ratio));
      },
      zoom: (factor, x, y) => {
        this.zoom(factor, x, y);
      },
      settle: () => {
        this.#drawNow();
      },
    });
    const stopKeys = listenToKeys(elements.frame, {
      step: (right, down) => {
        this.step(right, down);
      },
      zoom: (factor) => {
        this.zoom(factor);
      },
      showAll: () => {
        this.showAll();
      },
      selectCentre: (additive) => {
        this.listener.select(this.centreArea(), additive);
      },
      pointCentre: () => {
        this.#pointerInside = false;
        this.#pointWhenDrawn = true;
      },
    });
    this.#stopListening = [stopPointer, stopKeys];
    this.#observer = new ResizeObserver(() => {
      this.#measure();
    });
    this.#observer.observe(elements.frame);
    this.#measure();
  }

  destroy(): void {
    for (const stop of this.#stopListening) stop();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    clearTimeout(this.#speak);
  }

  /** Draws anew in the next frame (content, colours or mode changed). */
  refresh(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#drawNow();
    });
  }

  zoom(factor: number, cssX?: number, cssY?: number): void {
    const { size, ratio, view, whole } = this.#surface;
    const x = cssX === undefined ? size.width / 2 : cssX * ratio;
    const y = cssY === undefined ? size.height / 2 : cssY * ratio;
    this.look(zoomAround(view, factor, x, y, size, whole.metresPerPixel * 1.6));
  }

  showAll(): void {
    this.#surface.view = this.#surface.whole;
    this.#scheduleDraw();
  }

  show(bounds: Bounds): void {
    this.look(fit(bounds, this.#surface.size, 40 * this.#surface.ratio));
  }

  /** Moves by a share of what is shown. */
  step(right: number, down: number): void {
    const { size, view } = this.#surface;
    this.look(pan(view, -right * size.width, -down * size.height));
  }

  look(view: View): void {
    const { whole, size } = this.#surface;
    const halfWidth = (size.width / 2) * whole.metresPerPixel;
    const halfHeight = (size.height / 2) * whole.metresPerPixel;
    this.#surface.view = keepInside(view, [
      whole.centreX - halfWidth,
      whole.centreY - halfHeight,
      whole.centreX + halfWidth,
      whole.centreY + halfHeight,
    ]);
    this.#scheduleDraw();
  }

  /**
   * The area in the middle, or the nearest one where the middle is water or abroad: keys move by long steps, so who
   * steers by them must not have to hit land. -1 only without areas.
   */
  centreArea(): number {
    const { x, y } = this.#centre();
    const under = this.#surface.areaAt(x, y);
    return under >= 0 ? under : this.#surface.nearest(x, y);
  }

  /** The middle of the map in CSS pixels, where the cross stands. */
  #centre(): { x: number; y: number } {
    const { size, ratio } = this.#surface;
    return { x: size.width / ratio / 2, y: size.height / ratio / 2 };
  }

  /** Lights up areas, from wherever they were pointed at or selected. */
  highlight(hovered: number, selected: ReadonlySet<number>): void {
    this.#surface.setHighlight(hovered, selected);
    this.#surface.drawOverlay();
    this.hover(hovered);
  }

  /** Shows what is known about an area, and says it when the map has the keyboard. */
  hover(area: number): void {
    if (area === this.#hovered) return;
    this.#hovered = area;
    this.#placed = true;
    this.describe();
    clearTimeout(this.#speak);
    if (area >= 0 && document.activeElement === this.#elements.frame) {
      this.#speak = setTimeout(() => {
        this.#elements.spoken.textContent = this.listener.describe(area).split('\n').join(', ');
      }, SPEAK_AFTER);
    }
    if (area >= 0 && !this.#pointerInside) {
      const place = this.#surface.placeOf(area);
      this.#placed = place !== null;
      this.#elements.tooltip.hidden = place === null;
      if (place !== null) this.#placeTooltip(place.x, place.y);
    }
  }

  /** Writes the tooltip's text; called again when values change under a resting pointer. */
  describe(): void {
    const { tooltip } = this.#elements;
    tooltip.hidden = this.#hovered < 0 || !this.#placed;
    if (tooltip.hidden) return;
    const lines = this.listener.describe(this.#hovered).split('\n');
    while (tooltip.childElementCount < lines.length) tooltip.append(document.createElement('div'));
    while (tooltip.childElementCount > lines.length) tooltip.lastElementChild?.remove();
    for (const [at, line] of lines.entries()) {
      const element = tooltip.children[at];
      if (element !== undefined && element.textContent !== line) element.textContent = line;
    }
  }

  #point(x: number, y: number): void {
    const area = this.#surface.areaAt(x, y);
    if (area !== this.#hovered) {
      this.hover(area);
      this.listener.hover(area);
    }
    if (area >= 0) this.#placeTooltip(x, y);
  }

  #placeTooltip(x: number, y: number): void {
    const { tooltip, frame } = this.#elements;
    const { offsetWidth: width, offsetHeight: height } = tooltip;
    // Beside the pointer, on the side where there is room, and never outside the map.
    const left = x + 14 + width > frame.clientWidth ? x - 14 - width : x + 14;
    const top = y - 10 - height < 0 ? y + 14 : y - 10 - height;
    const within = (place: number, most: number): string => String(Math.round(Math.max(0, Math.min(place, most))));
    tooltip.style.transform = `translate(${within(left, frame.clientWidth - width)}px, ${within(top, frame.clientHeight - height)}px)`;
  }

  #measure(): void {
    const { frame } = this.#elements;
    this.#surface.resize(frame.clientWidth, frame.clientHeight, globalThis.devicePixelRatio || 1);
    this.refresh();
  }

  #scheduleDraw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.#surface.lastDraw <= EVERY_FRAME) {
        this.#drawNow();
        return;
      }
      this.#moveAsPicture();
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => {
        this.#drawNow();
      }, REST);
    });
  }

  #moveAsPicture(): void {
    const { view, ratio } = this.#surface;
    const scale = this.#drawnView.metresPerPixel / view.metresPerPixel;
    const dx = (this.#drawnView.centreX - view.centreX) / view.metresPerPixel / ratio;
    const dy = (view.centreY - this.#drawnView.centreY) / view.metresPerPixel / ratio;
    this.#elements.stack.style.transform = `translate(${String(dx)}px, ${String(dy)}px) scale(${String(scale)})`;
  }

  #drawNow(): void {
    clearTimeout(this.#rest);
    this.#surface.draw();
    this.#drawnView = this.#surface.view;
    this.#elements.stack.style.transform = '';
    this.listener.drawn();
    if (!this.#pointWhenDrawn) return;
    this.#pointWhenDrawn = false;
    const area = this.centreArea();
    this.hover(area);
    this.listener.hover(area);
    if (area < 0 || this.#placed) return;
    // The nearest area may lie off screen: what is known of it is then said at the cross.
    this.#placed = true;
    this.describe();
    const { x, y } = this.#centre();
    this.#placeTooltip(x, y);
  }
}
