import { adviseOnK, type Advice, type ChoiceOfK } from '../../../../shared/domain/groups/choosing/advice.ts';
import { keptNumbers } from '../../../../shared/domain/groups/agreement/keepNumbers.ts';
import { type GroupProfile, profilesOf } from '../../../../shared/domain/groups/describe/profile.ts';
import type { LiveDivision, LiveNews } from '../../../../shared/domain/groups/live.ts';
import type { Dendrogram } from '../../../../shared/domain/groups/ward/dendrogram.ts';
import { type History, record, redo, startHistory, undo } from '../../../../shared/domain/tuning/history.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { FromThread, ToThread } from '../work/messages.ts';
import { type GroupSettings, LEAST_K, MOST_K, specOf } from './settings.ts';

/** What is on screen: one division, its groups with numbers that stay. */
export interface Shown {
  readonly division: LiveDivision;
  /** Number of each area's group, 0 = in none. */
  readonly groups: Int32Array;
  /** Number of each group of the division, its group 1 first. */
  readonly numbers: Int32Array;
  /** For the map: number - 1, 255 = in none. */
  readonly classOf: Uint8Array;
  readonly profiles: readonly GroupProfile[];
}

/** How sure the groups of one k are. */
export interface Sureness {
  readonly rounds: number;
  readonly jaccards: Float64Array;
  readonly kept: Float64Array;
  readonly gap: number;
  readonly gapError: number;
}

export interface GroupWords {
  readonly name: string;
  readonly text: string;
}

/** Why nothing can be grouped: a key of the texts. */
export interface Fault {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

type Progress = Extract<LiveNews, { kind: 'progress' }>;

/** What can be undone: what the groups are made of, and what they are called. */
interface Step {
  readonly settings: GroupSettings;
  readonly words: ReadonlyMap<number, GroupWords>;
}

/** Changes that follow each other closer than this are one step, as while the number of groups is pulled. */
const ONE_STEP = 400;

const DRAWS = 20;
const REFERENCES = 10;
const LEAST_ROUNDS = 10;

/**
 * Holds the settings of the grouping on screen and the thread that works it out. A change of k shows what is there at once; a
 * change of anything else starts anew. Listeners hear at most once a frame.
 */
export class Grouper {
  readonly data: AreaData;
  settings: GroupSettings;
  shown: Shown | null = null;
  fault: Fault | null = null;
  /** null when all is done. */
  progress: Progress | null = null;
  tree: { readonly dendrogram: Dendrogram; readonly leaves: Uint32Array } | null = null;
  advice: Advice | null = null;
  /** What the person calls the groups, by number; a group that is not there is called after its profile. */
  words: ReadonlyMap<number, GroupWords> = new Map();
  version = 0;
  #divisions = new Map<number, LiveDivision>();
  #silhouettes = new Map<number, { readonly mean: number; readonly values: Float64Array }>();
  #sureness = new Map<number, Sureness>();
  #thread: Worker | null = null;
  #frame = 0;
  #delay: ReturnType<typeof setTimeout> | undefined;
  #history: History<Step>;
  #recording: ReturnType<typeof setTimeout> | undefined;
  /** The groups that numbers are kept from. */
  #before: Int32Array | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(data: AreaData, settings: GroupSettings) {
    this.data = data;
    this.settings = settings;
    this.#history = startHistory({ settings, words: this.words });
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0 || this.#changed();
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0 && !this.#changed();
  }

  /** k = 2..15 as known so far, by rising k. */
  get choices(): readonly ChoiceOfK[] {
    return [...this.#divisions.values()]
      .toSorted((a, b) => a.k - b.k)
      .map(({ k, quality }): ChoiceOfK => {
        const sure = this.#sureness.get(k);
        return {
          ...quality,
          silhouette: this.#silhouettes.get(k)?.mean ?? Number.NaN,
          ...(sure === undefined || Number.isNaN(sure.gap) || sure.rounds < LEAST_ROUNDS
            ? {}
            : { gap: sure.gap, gapError: sure.gapError }),
          ...(sure === undefined || sure.rounds < LEAST_ROUNDS ? {} : { jaccards: [...sure.jaccards] }),
        };
      });
  }

  /** Silhouette of each area for the k on screen; null until it has been measured. */
  get silhouette(): Float64Array | null {
    return this.#silhouettes.get(this.settings.k)?.values ?? null;
  }

  /** Of the k on screen; null until it rests on enough draws to be worth looking at. */
  get sureness(): Sureness | null {
    const own = this.#sureness.get(this.settings.k);
    return own === undefined || own.rounds < LEAST_ROUNDS ? null : own;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly start = (): void => {
    this.#begin();
  };

  readonly stop = (): void => {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#delay);
    clearTimeout(this.#recording);
    this.#frame = 0;
    this.#thread?.terminate();
    this.#thread = null;
  };

  /** Stops the work; what has been worked out stays. */
  readonly halt = (): void => {
    this.#thread?.terminate();
    this.#thread = null;
    this.progress = null;
    this.#tell();
  };

  readonly setK = (k: number): void => {
    const next = Math.min(MOST_K, Math.max(LEAST_K, Math.round(k)));
    if (next === this.settings.k) return;
    this.#recordSoon();
    this.#wantK({ ...this.settings, k: next });
  };

  #wantK(settings: GroupSettings): void {
    const next = settings.k;
    this.settings = settings;
    if (this.#divisions.has(next)) this.#show();
    const message: ToThread = { kind: 'want', k: next };
    this.#thread?.postMessage(message);
    this.#tellNow();
  }

  readonly undo = (): void => {
    this.#recordNow();
    this.#goTo(undo(this.#history));
  };

  readonly redo = (): void => {
    this.#recordNow();
    this.#goTo(redo(this.#history));
  };

  #goTo(history: History<Step>): void {
    if (history === this.#history) return;
    const { settings, words } = history.present;
    const onlyK = sameButForK(settings, this.settings);
    this.#history = history;
    this.words = words;
    if (onlyK) {
      this.#wantK(settings);
      return;
    }
    this.settings = settings;
    clearTimeout(this.#delay);
    this.#begin();
    this.#tellNow();
  }

  #changed(): boolean {
    const { settings, words } = this.#history.present;
    return settings !== this.settings || words !== this.words;
  }

  readonly #recordNow = (): void => {
    clearTimeout(this.#recording);
    if (this.#changed()) this.#history = record(this.#history, { settings: this.settings, words: this.words });
  };

  #recordSoon(): void {
    clearTimeout(this.#recording);
    this.#recording = setTimeout(this.#recordNow, ONE_STEP);
  }

  /** New settings. Those that follow each other closely, as while a weight is typed, start one run. */
  readonly change = (change: Partial<GroupSettings>): void => {
    this.#recordSoon();
    this.settings = { ...this.settings, ...change };
    clearTimeout(this.#delay);
    this.#delay = setTimeout(this.#begin, 60);
    this.#tellNow();
  };

  /** A saved grouping comes on screen: its settings, its names, and its groups' numbers. */
  readonly open = (settings: GroupSettings, groups: Int32Array, words: ReadonlyMap<number, GroupWords>): void => {
    this.#recordNow();
    this.words = words;
    this.#before = groups;
    this.shown = null;
    this.change(settings);
  };

  readonly call = (group: number, words: GroupWords | null): void => {
    const next = new Map(this.words);
    if (words === null) next.delete(group);
    else next.set(group, words);
    this.#recordSoon();
    this.words = next;
    this.#tellNow();
  };

  readonly #begin = (): void => {
    this.#thread?.terminate();
    this.#divisions = new Map();
    this.#silhouettes = new Map();
    this.#sureness = new Map();
    this.tree = null;
    this.advice = null;
    this.fault = null;
    const { indicators, areas, geometry } = this.data;
    const spec = specOf(this.settings, indicators);
    if (this.settings.algorithm === 'skater' && geometry === null) {
      this.fault = { key: 'groups.noContiguity', parameters: {} };
      this.#tell();
      return;
    }
    this.progress = { kind: 'progress', step: 'groups.step.starts', done: 0, of: 1 };
    const thread = new Worker(new URL('../work/groupsThread.ts', import.meta.url), { type: 'module' });
    this.#thread = thread;
    thread.addEventListener('message', ({ data }: MessageEvent<FromThread>) => {
      if (thread !== this.#thread) return;
      if (data.kind === 'fault') {
        this.fault = data;
        this.progress = null;
      } else for (const news of data.news) this.#hear(news);
      this.#tell();
    });
    const message: ToThread = {
      kind: 'begin',
      request: {
        spec,
        areas: areas.codes,
        columns: spec.indicators.map(({ id }) => indicators.byId.get(id)?.values ?? new Float64Array(areas.count)),
        ks: Array.from({ length: MOST_K - LEAST_K + 1 }, (_none, at) => LEAST_K + at),
        draws: DRAWS,
        references: REFERENCES,
      },
      rings:
        this.settings.algorithm === 'skater' && geometry !== null
          ? { coordinates: geometry.coordinates, ringStart: geometry.ringStart, ringArea: geometry.ringArea }
          : null,
    };
    thread.postMessage(message);
    this.#tell();
  };

  #hear(news: LiveNews): void {
    switch (news.kind) {
      case 'division':
        this.#divisions.set(news.division.k, news.division);
        if (news.division.k === this.settings.k) this.#show();
        break;
      case 'silhouette':
        this.#silhouettes.set(news.k, news);
        break;
      case 'tree':
        this.tree = news;
        break;
      case 'sureness':
        this.#sureness.set(news.k, news);
        break;
      case 'progress':
        this.progress = news;
        // A first advice by what the divisions themselves say; the whole one when every number of groups has been tried.
        if (news.step === 'groups.step.rounds' && this.advice === null) this.#advise();
        break;
      case 'done':
        this.progress = null;
        this.#advise();
        break;
    }
  }

  #advise(): void {
    this.advice = adviseOnK(this.choices, this.data.areas.count) ?? null;
  }

  /** The division of the k wanted comes on screen, with numbers kept from what was there. */
  #show(): void {
    const division = this.#divisions.get(this.settings.k);
    if (division === undefined) return;
    const before = this.#before;
    const numbers =
      before === null
        ? Int32Array.from({ length: division.k }, (_none, at) => at + 1)
        : keptNumbers(before, division.groups, division.k);
    const groups = division.groups.map((group) => (group === 0 ? 0 : (numbers[group - 1] as number)));
    this.#before = groups;
    const { indicators, areas } = this.data;
    this.shown = {
      division,
      groups,
      numbers,
      classOf: Uint8Array.from(groups, (group) => (group === 0 ? 255 : group - 1)),
      profiles: profilesOf({
        groups,
        indicators: this.settings.variables.flatMap(({ id }) => {
          const column = indicators.byId.get(id);
          return column === undefined ? [] : [{ id, values: column.values }];
        }),
        people: areas.population,
        municipalities: Array.from(areas.municipalityOf, (at) => areas.municipalities[at]?.code ?? ''),
      }),
    };
  }

  /** What the thread says is shown once a frame; what the person does, at once. */
  #tell(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#tellNow();
    });
  }

  #tellNow(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** True when a run need not begin anew. Settings are replaced, never changed, so the same variables are the same list. */
const sameButForK = (one: GroupSettings, other: GroupSettings): boolean =>
  one.algorithm === other.algorithm &&
  one.standardise === other.standardise &&
  one.covariance === other.covariance &&
  one.setAside === other.setAside &&
  one.leastAreas === other.leastAreas &&
  one.variables === other.variables;
