import { create } from 'zustand';
import { type History, record, redo, startHistory, undo } from '../../../../../shared/domain/tuning/history.ts';
import type { AppError } from '../../../../../shared/ipc/result.ts';
import type { Draft } from '../../../../../shared/ipc/tables.ts';
import { PACKAGE_FORMATS, type PackageFormat } from '../../../../../shared/schemas/packageFormats.ts';
import { request } from '../../../../app/connection/client.ts';
import { useReleases } from '../../../../app/state/releases.ts';
import { useProject } from '../../../../app/state/project.ts';
import { type Built, idFrom } from './built.ts';
import { following } from './statements.ts';

interface DraftState {
  /** Null until the project has been asked. */
  readonly history: History<Draft> | null;
  readonly failure: AppError | null;
  /** Where the project's draft says something that this version cannot show: it lies untouched. */
  readonly unread: string | null;
  readonly load: (year: number, title: Draft['title']) => Promise<void>;
  /** Begins another draft in place of one that cannot be read. */
  readonly startAnew: (year: number, title: Draft['title']) => void;
  /** Adds the table, or writes it in place of the one that it was opened from. Gives its id. */
  readonly put: (built: Built) => string;
  readonly remove: (id: string) => void;
  /** Takes a list, or what is said of groups, out of the draft. */
  readonly removeStatement: (id: string) => void;
  readonly rename: (title: Draft['title']) => void;
  /** Which files the package is to hold; all of them when every one is chosen. */
  readonly choose: (formats: readonly PackageFormat[]) => void;
  /** Gives a table of the draft the word by which it is protected together with others. */
  readonly link: (id: string, word: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

const NOTHING = { history: null, failure: null, unread: null } as const;

const begun = (year: number, title: Draft['title']): Draft => ({ version: 1, title, year, tables: [] });

/** The plan that is being put together; every change is written to the project at once. */
export const useDraft = create<DraftState>()((set, get) => {
  const take = (history: History<Draft>): void => {
    const before = get().history;
    set({ history, failure: null });
    void request('tables.saveDraft', { draft: history.present }).then((answer) => {
      // What could not be saved is not shown as if it were.
      if (!answer.ok) set({ history: before, failure: answer.error });
      void useReleases.getState().refresh();
      return undefined;
    });
  };
  return {
    ...NOTHING,
    load: async (year, title) => {
      const answer = await request('tables.draft', {});
      if (!answer.ok) {
        set({ failure: answer.error });
        return;
      }
      const { draft, unread } = answer.data;
      const history = unread === null ? startHistory(draft ?? begun(year, title)) : null;
      set({ history, unread, failure: null });
    },
    startAnew: (year, title) => {
      set({ history: startHistory(begun(year, title)), unread: null, failure: null });
    },
    put: ({ year, table, ownId, inDraft }) => {
      const { history } = get();
      if (history === null) return table.id;
      const { tables } = history.present;
      const others = new Set(tables.map(({ id }) => id).filter((id) => id !== inDraft));
      const known = inDraft !== null && tables.some(({ id }) => id === inDraft);
      const free = others.has(table.id) ? idFrom(table.id, others) : table.id;
      const own = { ...table, id: ownId ? free : known ? inDraft : idFrom(table.title.sv, others) };
      take(
        record(history, {
          ...(known ? following(history.present, inDraft, own) : history.present),
          year,
          tables: known ? tables.map((one) => (one.id === inDraft ? own : one)) : [...tables, own],
        }),
      );
      return own.id;
    },
    remove: (id) => {
      const { history } = get();
      if (history === null) return;
      take(record(history, { ...history.present, tables: history.present.tables.filter((one) => one.id !== id) }));
    },
    removeStatement: (id) => {
      const { history } = get();
      if (history === null) return;
      const { statements = [], ...draft } = history.present;
      const kept = statements.filter((one) => one.id !== id);
      take(record(history, kept.length === 0 ? draft : { ...draft, statements: kept }));
    },
    rename: (title) => {
      const { history } = get();
      if (history !== null) take(record(history, { ...history.present, title }));
    },
    choose: (formats) => {
      const { history } = get();
      if (history === null || formats.length === 0) return;
      const { formats: _before, ...draft } = history.present;
      const all = formats.length === PACKAGE_FORMATS.length;
      take(record(history, all ? draft : { ...draft, formats: [...formats] }));
    },
    link: (id, word) => {
      const { history } = get();
      if (history === null) return;
      const tables = history.present.tables.map((one) => (one.id === id ? { ...one, linked: word } : one));
      take(record(history, { ...history.present, tables }));
    },
    undo: () => {
      const { history } = get();
      if (history !== null && history.past.length > 0) take(undo(history));
    },
    redo: () => {
      const { history } = get();
      if (history !== null && history.future.length > 0) take(redo(history));
    },
  };
});

useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useDraft.setState(NOTHING);
});
