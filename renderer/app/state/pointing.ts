import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/*
 * Which area is pointed at and which are chosen, the same in every view. Areas are positions in `areas.list`.
 * Pointing changes many times a second, so views that draw follow it by frame, without rendering React.
 */
export interface Pointing {
  /** -1: none. */
  readonly hovered: number;
  readonly selected: ReadonlySet<number>;
  /** The area chosen last, whose card is shown; -1: none. */
  readonly lead: number;
}

const NONE: ReadonlySet<number> = new Set();

export const pointing = createStore<Pointing>()(() => ({ hovered: -1, selected: NONE, lead: -1 }));

export function hoverArea(area: number): void {
  if (pointing.getState().hovered !== area) pointing.setState({ hovered: area });
}

/** Chooses one area, or with `additive` adds it to or takes it from those chosen. */
export function selectArea(area: number, additive = false): void {
  const { selected, lead } = pointing.getState();
  if (!additive) {
    if (lead === area && selected.size === 1) return;
    pointing.setState({ selected: new Set([area]), lead: area });
    return;
  }
  const next = new Set(selected);
  if (next.delete(area)) {
    pointing.setState({ selected: next, lead: lead === area ? ([...next].at(-1) ?? -1) : lead });
  } else {
    next.add(area);
    pointing.setState({ selected: next, lead: area });
  }
}

/** Chooses several at once, as after a brush or a search for a municipality. */
export function selectAreas(areas: Iterable<number>): void {
  const selected = new Set(areas);
  const { lead } = pointing.getState();
  pointing.setState({ selected, lead: selected.has(lead) ? lead : ([...selected][0] ?? -1) });
}

export function clearSelection(): void {
  if (pointing.getState().selected.size > 0) pointing.setState({ selected: NONE, lead: -1 });
}

/** Forgets everything, as when another level is shown and the positions mean other areas. */
export function resetPointing(): void {
  pointing.setState({ hovered: -1, selected: NONE, lead: -1 });
}

/** Calls `draw` at most once a frame after pointing has changed. Returns a function that stops. */
export function followPointing(draw: (now: Pointing) => void): () => void {
  let waiting = 0;
  const stop = pointing.subscribe(() => {
    if (waiting !== 0) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      draw(pointing.getState());
    });
  });
  return () => {
    stop();
    cancelAnimationFrame(waiting);
  };
}

export const useSelected = (): ReadonlySet<number> => useStore(pointing, (state) => state.selected);
export const useLead = (): number => useStore(pointing, (state) => state.lead);
