/** What a person can do to the map, in CSS pixels of its element. */
export interface MapActions {
  readonly point: (x: number, y: number) => void;
  readonly leave: () => void;
  readonly select: (x: number, y: number, additive: boolean) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly zoom: (factor: number, x: number, y: number) => void;
  /** The drag or pinch is over: draw what was only moved. */
  readonly settle: () => void;
}

/** Moved less than this, a press is a click. */
const CLICK = 4;

/** Wheel, drag, pinch, click and double click on the map. Returns a function that takes the listeners away. */
export function listenToPointer(element: HTMLElement, actions: MapActions): () => void {
  const pressed = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const local = (event: MouseEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = (): { distance: number; x: number; y: number } => {
    const [a, b] = [...pressed.values()];
    if (a === undefined || b === undefined) return { distance: 0, x: 0, y: 0 };
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, local(event));
    if (pressed.size === 1) travelled = 0;
  };
  const move = (event: PointerEvent): void => {
    const at = local(event);
    const before = pressed.get(event.pointerId);
    if (before === undefined) {
      actions.point(at.x, at.y);
      return;
    }
    if (pressed.size === 2) {
      const old = spread();
      pressed.set(event.pointerId, at);
      const now = spread();
      if (old.distance > 0) actions.zoom(now.distance / old.distance, now.x, now.y);
      actions.pan(now.x - old.x, now.y - old.y);
      travelled = CLICK;
      return;
    }
    travelled += Math.hypot(at.x - before.x, at.y - before.y);
    if (travelled < CLICK) return;
    pressed.set(event.pointerId, at);
    actions.pan(at.x - before.x, at.y - before.y);
  };
  const up = (event: PointerEvent): void => {
    if (!pressed.delete(event.pointerId)) return;
    const at = local(event);
    if (travelled < CLICK && event.type === 'pointerup') {
      actions.select(at.x, at.y, event.ctrlKey || event.metaKey || event.shiftKey);
    } else if (pressed.size === 0) actions.settle();
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const at = local(event);
    actions.zoom(Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * 0.0022), at.x, at.y);
  };
  const twice = (event: MouseEvent): void => {
    const at = local(event);
    actions.zoom(event.shiftKey ? 1 / 2.5 : 2.5, at.x, at.y);
  };
  const leave = (): void => {
    if (pressed.size === 0) actions.leave();
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
  element.addEventListener('pointerleave', leave, { signal });
  element.addEventListener('wheel', wheel, { passive: false, signal });
  element.addEventListener('dblclick', twice, { signal });
  return () => {
    stop.abort();
  };
}
