/** What keys do to the map. */
export interface KeyActions {
  readonly step: (right: number, down: number) => void;
  readonly zoom: (factor: number) => void;
  readonly showAll: () => void;
  /** Selects the area in the middle. */
  readonly selectCentre: (additive: boolean) => void;
  /** Points at the area in the middle, once the view has been drawn. */
  readonly pointCentre: () => void;
}

/** Share of the map that an arrow key moves. */
const STEP = 0.125;
const CLOSER = 1.6;

const MOVES: Readonly<Record<string, (actions: KeyActions) => void>> = {
  ArrowLeft: ({ step }) => {
    step(-STEP, 0);
  },
  ArrowRight: ({ step }) => {
    step(STEP, 0);
  },
  ArrowUp: ({ step }) => {
    step(0, -STEP);
  },
  ArrowDown: ({ step }) => {
    step(0, STEP);
  },
  '+': ({ zoom }) => {
    zoom(CLOSER);
  },
  '=': ({ zoom }) => {
    zoom(CLOSER);
  },
  '-': ({ zoom }) => {
    zoom(1 / CLOSER);
  },
  '0': ({ showAll }) => {
    showAll();
  },
};

/** Arrows, plus, minus, 0, Enter and space while the map has the keyboard. Returns a function that stops listening. */
export function listenToKeys(element: HTMLElement, actions: KeyActions): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      actions.selectCentre(control || event.key === ' ');
      return;
    }
    const move = MOVES[event.key];
    if (move === undefined || control) return;
    event.preventDefault();
    move(actions);
    actions.pointCentre();
  };
  element.addEventListener('keydown', pressed);
  return () => {
    element.removeEventListener('keydown', pressed);
  };
}
