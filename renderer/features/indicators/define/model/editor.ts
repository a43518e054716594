import { create } from 'zustand';
import type { Level } from '../../../../../shared/domain/areas/level.ts';
import { type History, record, redo, startHistory, undo } from '../../../../../shared/domain/tuning/history.ts';
import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../../shared/ipc/result.ts';
import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import { listen, request } from '../../../../app/connection/client.ts';
import { useProject } from '../../../../app/state/project.ts';
import { blankDefinition } from './blanks.ts';
import type { Fault } from './faults.ts';
import { type Path, placeOf, withAt } from './path.ts';
import type { Registers } from './registers.ts';

export type Outcome = NonNullable<Output<'definitions.try'>['outcome']>;

/** How long a person must be still before what is written is tried. */
const STILL_MS = 300;

interface Where {
  readonly level: Level;
  readonly year: number;
}

interface Editing {
  /** The definition that a new version is made of; null for one that is new here. */
  readonly replaces: string | null;
  /** The file that it was opened from; null for what the project holds. */
  readonly file: string | null;
  /** As it was when the editing began. */
  readonly start: IndicatorDefinition;
}

interface EditorState {
  readonly editing: Editing | null;
  readonly history: History<IndicatorDefinition>;
  /** The place whose change the latest step holds: more of the same goes into it. */
  readonly pulled: string | null;
  readonly mode: 'form' | 'text';
  /** The file as it stands; in the form always what the form says. */
  readonly text: string;
  readonly faults: readonly Fault[];
  /** True when the text is a whole definition, and the form can show it. */
  readonly whole: boolean;
  readonly outcome: Outcome | null;
  /** True while what is shown is not yet about what is written. */
  readonly behind: boolean;
  /** Of the try that is under way, 0 to 1; null when there is none. */
  readonly share: number | null;
  readonly failure: AppError | null;
  readonly registers: Registers;
  readonly open: (editing: Editing, where: Where) => void;
  readonly openText: (text: string, file: string, register: string, where: Where) => Promise<void>;
  readonly close: () => void;
  readonly edit: (path: Path, value: unknown) => void;
  /** A change of the whole, as one step. */
  readonly change: (change: (definition: IndicatorDefinition) => IndicatorDefinition) => void;
  /** Ends the step that is being written. */
  readonly settle: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly write: (text: string) => void;
  readonly switchTo: (mode: 'form' | 'text') => void;
  readonly tryAt: (where: Where) => void;
  readonly save: (text: string, replaces: string | null, comment: string) => Promise<string | null>;
}

export const textOf = (definition: IndicatorDefinition): string => `${JSON.stringify(definition, null, 2)}\n`;

const NOTHING = {
  editing: null,
  pulled: null,
  mode: 'form',
  text: '',
  faults: [],
  whole: false,
  outcome: null,
  behind: false,
  share: null,
  failure: null,
  registers: [],
} as const;

let where: Where = { level: 'regso', year: 0 };
let asked = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

export const useEditor = create<EditorState>()((set, get) => {
  const ask = async (): Promise<void> => {
    const mine = (asked += 1);
    const { text } = get();
    set({ behind: true, share: 0 });
    const answer = await request('definitions.try', { text, ...where, asked: mine });
    if (mine !== asked) return;
    if (!answer.ok) {
      set({ behind: answer.error.code === 'CANCELLED', share: null, failure: answer.error });
      return;
    }
    const { problems, definition, outcome } = answer.data;
    set({
      faults: problems,
      whole: get().mode === 'form' || definition !== null,
      behind: outcome === null,
      share: null,
      failure: null,
      ...(outcome === null ? {} : { outcome }),
    });
    const { mode, history, pulled } = get();
    // What is written as text is a step in the form too, once it is a whole definition.
    if (mode === 'text' && definition !== null && textOf(definition) !== textOf(history.present))
      set({
        history: pulled === 'text' ? { ...history, present: definition } : record(history, definition),
        pulled: 'text',
      });
  };
  const askSoon = (): void => {
    clearTimeout(waiting);
    // An earlier try is of no use any more.
    asked += 1;
    void request('definitions.stopTrying', {});
    set({ behind: true });
    waiting = setTimeout(() => void ask(), STILL_MS);
  };
  const show = (history: History<IndicatorDefinition>, pulled: string | null): void => {
    set({ history, pulled, text: textOf(history.present), whole: true });
    askSoon();
  };
  const learnRegisters = async (): Promise<void> => {
    const answer = await request('definitions.registers', {});
    if (answer.ok) set({ registers: answer.data.registers });
  };
  const begin = (editing: Editing, text: string, mode: 'form' | 'text'): void => {
    set({ ...NOTHING, editing, history: startHistory(editing.start), text, mode, whole: mode === 'form' });
    void learnRegisters();
    void ask();
  };
  return {
    ...NOTHING,
    history: startHistory({} as IndicatorDefinition),
    open: (editing, { level, year }) => {
      where = { level, year };
      begin(editing, textOf(editing.start), 'form');
    },
    openText: async (text, file, register, { level, year }) => {
      where = { level, year };
      const answer = await request('definitions.try', { text, ...where, asked: (asked += 1) });
      const definition = answer.ok ? answer.data.definition : null;
      if (definition === null) {
        // What is no definition is put right as text.
        begin({ replaces: null, file, start: blankDefinition(register) }, text, 'text');
        return;
      }
      const held = await request('definitions.read', { id: definition.id });
      begin(
        { replaces: held.ok ? definition.id : null, file, start: held.ok ? held.data.definition : definition },
        textOf(definition),
        'form',
      );
      set(({ history }) => ({ history: held.ok ? record(history, definition) : history }));
    },
    close: () => {
      clearTimeout(waiting);
      asked += 1;
      void request('definitions.stopTrying', {});
      set(NOTHING);
    },
    edit: (path, value) => {
      const { history, pulled } = get();
      const place = placeOf(path);
      const next = withAt(history.present, path, value);
      const more = pulled === place && (typeof value === 'string' || typeof value === 'number');
      show(more ? { ...history, present: next } : record(history, next), place);
    },
    change: (change) => {
      const { history } = get();
      show(record(history, change(history.present)), null);
    },
    settle: () => {
      set({ pulled: null });
    },
    undo: () => {
      const { history } = get();
      if (history.past.length > 0) show(undo(history), null);
    },
    redo: () => {
      const { history } = get();
      if (history.future.length > 0) show(redo(history), null);
    },
    write: (text) => {
      set({ text, whole: false });
      askSoon();
    },
    switchTo: (mode) => {
      set({ mode, pulled: null });
    },
    tryAt: ({ level, year }) => {
      if (level === where.level && year === where.year) return;
      where = { level, year };
      if (get().editing !== null) {
        set({ outcome: null });
        askSoon();
      }
    },
    save: async (text, replaces, comment) => {
      clearTimeout(waiting);
      const answer = await request('definitions.save', { text, replaces, comment });
      if (!answer.ok) {
        set({ failure: answer.error });
        return null;
      }
      const { problems, saved } = answer.data;
      set({ failure: null, ...(saved === null ? { faults: problems } : {}) });
      return saved?.id ?? null;
    },
  };
});

/** What changes the definition: the same functions for as long as the window is open. */
export const useActions = (): Pick<EditorState, 'edit' | 'change' | 'settle'> => useEditor.getState();

/** True when something has been written that is not saved. */
export const isChanged = ({ editing, text }: Pick<EditorState, 'editing' | 'text'>): boolean =>
  editing !== null && (editing.replaces === null || text !== textOf(editing.start));

listen('definitions.trying', ({ asked: own, done, total }) => {
  if (own === asked && total > 0) useEditor.setState({ share: done / total });
});

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useEditor.getState().close();
});
