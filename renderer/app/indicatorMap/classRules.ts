import { create } from 'zustand';
import { type History, record, redo, startHistory, undo } from '../../../shared/domain/tuning/history.ts';
import type { ClassRule } from '../../../shared/schemas/method.ts';
import { useAreas } from '../state/areas.ts';

/** Seven classes with about as many areas in each, until somebody says otherwise. */
const USUAL: ClassRule = { kind: 'quantile', count: 7 };
const BEGIN = startHistory(USUAL);

interface ClassRules {
  /** By indicator: how its map is parted, and what it was before. Kept while the project is open, for every screen that shows the indicator. */
  readonly byId: ReadonlyMap<string, History<ClassRule>>;
  readonly step: (id: string, rule: ClassRule) => void;
  readonly undo: (id: string) => void;
  readonly redo: (id: string) => void;
}

export const useClassRules = create<ClassRules>()((set, get) => {
  const put = (id: string, to: (history: History<ClassRule>) => History<ClassRule>): void => {
    const { byId } = get();
    set({ byId: new Map(byId).set(id, to(byId.get(id) ?? BEGIN)) });
  };
  return {
    byId: new Map(),
    step: (id, rule) => {
      put(id, (history) => record(history, rule));
    },
    undo: (id) => {
      put(id, undo);
    },
    redo: (id) => {
      put(id, redo);
    },
  };
});

useAreas.subscribe(({ data, status }) => {
  if (data === null && status === 'none') useClassRules.setState({ byId: new Map() });
});

export const useClassHistory = (id: string): History<ClassRule> => useClassRules(({ byId }) => byId.get(id) ?? BEGIN);
