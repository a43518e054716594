import { flushSync } from 'react-dom';
import { namedYears } from '../../../../shared/domain/assess/otherYears.ts';
import type { TakingPart } from '../../../../shared/domain/assess/takingPart.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { type History, record, redo, startHistory, undo } from '../../../../shared/domain/tuning/history.ts';
import {
  type AssessedColumns,
  differInShowingOnly,
  LiveAssessment,
} from '../../../../shared/domain/tuning/liveAssessment.ts';
import { limitsByRule } from '../../../../shared/domain/classes/classRule.ts';
import { classRuleOf } from './classing.ts';
import { type Colouring, fillClasses } from './picture.ts';
import type { ProjectYears } from '../../../app/assessed/projectYears.ts';
import { UncertaintyJob } from './uncertainty.ts';
import type { ClassRule, Method } from '../../../../shared/schemas/method.ts';
import { methodOf, type Settings } from '../../../../shared/domain/tuning/settings.ts';

export type Change = (settings: Settings) => Settings;

/** Settings that have been carried out, with every threshold as a number, and the areas that they were carried out on. */
export interface Settled {
  readonly method: Method;
  readonly taking: TakingPart;
}

/** What the ranks are compared with. */
export interface ComparedWith {
  /** null: the settings the screen opened with. */
  readonly savedId: string | null;
  readonly settings: Settings;
}

/**
 * Holds the settings and turns them into a picture, one animation frame at a time. Input handlers call `pull` as often
 * as they like: it only stores what is wanted. The frame that follows works out scores, ranks and moved areas, lets
 * `painters` (map, list) draw and then React render what little it shows of it, all before the browser paints.
 */
export class Tuner {
  readonly live: LiveAssessment;
  /** Counts frames: a new number means that something has changed. */
  version = 0;
  settings: Settings;
  /** What the map's colours show. */
  colouring: Colouring = 'standing';
  /** Limits of the index's classes, none for shares; those of a rule stand still while a weight is pulled, so that colours can be followed. */
  limits: readonly number[] = [];
  /** Class of every area for the map, 255 without a value; written over in every frame. */
  readonly classOf: Uint8Array;
  /** The settings as they were before the pull that is going on. */
  #held: Settings;
  #history: History<Settings>;
  #pulled: { readonly key: string; readonly change: Change } | null = null;
  #compared: ComparedWith;
  /** Why the settings cannot be carried out; what was shown before stays. */
  failure: UserError | null = null;
  /** True while another year that the method names is being fetched; what was shown before stays. */
  waiting = false;
  /** What was last shown while nothing was pulled: a new object whenever it has changed. For what costs more than a frame. */
  settled: Settled;
  /** Rank intervals, worked out when they are asked for. */
  readonly uncertainty: UncertaintyJob;
  readonly #years: ProjectYears | null;
  #settledFor: Settings | null = null;
  #frame = 0;
  readonly #painters = new Set<() => void>();
  readonly #listeners = new Set<() => void>();

  constructor(columns: AssessedColumns, start: Settings, years: ProjectYears | null = null) {
    this.#years = years;
    this.uncertainty = new UncertaintyJob(columns.codes.length, () => {
      this.#schedule();
    });
    this.live = new LiveAssessment(columns);
    this.classOf = new Uint8Array(columns.codes.length);
    this.settings = start;
    this.#held = start;
    this.#history = startHistory(start);
    this.#compared = { savedId: null, settings: start };
    this.settled = { method: methodOf(start), taking: this.live.taking };
    this.#compare();
    this.#work();
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** The settings as they were when nothing was pulled: the same object until a step is made. */
  get committed(): Settings {
    return this.#held;
  }

  get classRule(): ClassRule {
    return classRuleOf(this.settings);
  }

  get compared(): ComparedWith {
    return this.#compared;
  }

  /** True while a person holds a slider or a line. */
  get pulling(): boolean {
    return this.#pulled !== null;
  }

  /**
   * Wants a change to the settings as they were when the pull began; `key` names what is pulled. Only the latest of one
   * key counts, and it is worked out in the next frame. `commit` makes it a step that can be undone.
   */
  readonly pull = (key: string, change: Change): void => {
    if (this.#pulled !== null && this.#pulled.key !== key) this.commit();
    this.#pulled = { key, change };
    this.#schedule();
  };

  /** Ends the pull: what it came to is a step. */
  readonly commit = (): void => {
    if (this.#pulled === null) return;
    const next = this.#pulled.change(this.#held);
    this.#pulled = null;
    this.#settle(record(this.#history, next));
  };

  /** A change and a step in one. */
  readonly step = (change: Change): void => {
    this.commit();
    const next = change(this.settings);
    if (next !== this.settings) this.#settle(record(this.#history, next));
  };

  readonly undo = (): void => {
    this.commit();
    this.#settleKind(undo(this.#history));
  };

  readonly redo = (): void => {
    this.commit();
    this.#settleKind(redo(this.#history));
  };

  /** Compares the ranks with another assessment from now on. */
  readonly compareWith = (compared: ComparedWith): void => {
    this.#compared = compared;
    this.#compare();
    this.#schedule();
  };

  readonly colourBy = (colouring: Colouring): void => {
    this.colouring = colouring;
    this.#schedule();
  };

  /** Called in every frame with a change, before React renders. Returns a function that stops it. */
  readonly paintWith = (painter: () => void): (() => void) => {
    this.#painters.add(painter);
    return () => {
      this.#painters.delete(painter);
    };
  };

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly stop = (): void => {
    cancelAnimationFrame(this.#frame);
    this.uncertainty.stop();
    this.#frame = 0;
  };

  /** A step back to other settings stays with what was changed: the method it was made in comes on screen. */
  #settleKind(history: History<Settings>): void {
    if (history !== this.#history) this.#settle(history);
  }

  #settle(history: History<Settings>): void {
    const kindBefore = this.settings.kind;
    this.#history = history;
    this.settings = history.present;
    this.#held = history.present;
    if (kindBefore !== this.settings.kind) this.#compare();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#pulled !== null) this.settings = this.#pulled.change(this.#held);
      this.#work();
      for (const painter of this.#painters) painter();
      flushSync(() => {
        for (const listener of this.#listeners) listener();
      });
    });
  }

  #work(): void {
    this.version += 1;
    this.failure = null;
    try {
      this.waiting = this.#fetch(this.settings);
      if (this.waiting) return;
      this.live.show(this.settings);
      this.#settleShown();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.failure = error;
    }
    if (this.failure === null) fillClasses(this, this.colouring, this.classOf);
  }

  /** Takes down what is shown, when nothing is pulled and it is something else than before. */
  #settleShown(): void {
    const { settings, classRule } = this;
    if (this.live.kind === 'index' && classRule.kind === 'fixed') this.limits = classRule.limits;
    if (this.pulling || this.#settledFor === settings) return;
    const before = this.#settledFor;
    // Other classes are another look at the same assessment: what has been worked out for it still holds.
    if (
      before === null ||
      before.kind !== settings.kind ||
      !differInShowingOnly(before.index, settings.index) ||
      settings.kind !== 'index'
    )
      this.settled = { method: this.live.methodShown(settings), taking: this.live.taking };
    if (this.live.kind === 'index' && classRule.kind !== 'fixed')
      this.limits = limitsByRule(classRule, this.live.scores);
    this.#settledFor = settings;
  }

  /** True when a year that the settings name has to be fetched first; they are then taken up again when it has come. */
  #fetch(settings: Settings): boolean {
    const years = this.#years;
    const { base, last } = namedYears(methodOf(settings));
    const lacking =
      years === null ? [] : [base, last].flatMap((year) => (year === undefined || years.has(year) ? [] : [year]));
    if (years === null || lacking.length === 0) return false;
    void this.#fetched(years, lacking);
    return true;
  }

  async #fetched(years: ProjectYears, lacking: readonly number[]): Promise<void> {
    await Promise.all(lacking.map(async (year) => years.fetch(year)));
    this.#compare();
    this.#schedule();
  }

  /** The baseline is the compared settings by the method on screen; a saved one has only its own. */
  #compare(): void {
    const { settings, savedId } = this.#compared;
    const before = new LiveAssessment(this.live.columns);
    const then = savedId === null ? { ...settings, kind: this.settings.kind } : settings;
    try {
      if (this.#fetch(then)) return;
      before.show(then);
      this.live.compareWith(before);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.failure = error;
    }
  }
}
