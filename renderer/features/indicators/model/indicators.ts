import { create } from 'zustand';
import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useProject } from '../../../app/state/project.ts';

export type Overview = Output<'indicators.overview'>;
export type Details = Output<'indicators.details'>;
export type Correlations = Output<'indicators.correlations'>;
export type NewerShipped = Output<'definitions.newer'>;
export type Kind = 'pearson' | 'spearman';

/** What the screen shows: all indicators, how they go together, or one of them. */
export type View =
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'correlations' }
  | { readonly kind: 'indicator'; readonly id: string }
  /** One over the years, area by area. */
  | { readonly kind: 'development'; readonly id: string }
  /** A definition that is being edited. */
  | { readonly kind: 'define' };

interface IndicatorsState {
  readonly view: View;
  /** The view that an indicator's page was opened from. */
  readonly from: 'catalogue' | 'correlations';
  readonly filter: string;
  readonly overview: Overview | null;
  /** Shipped definitions that are newer than the project's; null before they are known. */
  readonly newer: NewerShipped | null;
  readonly details: Details | null;
  readonly kind: Kind;
  readonly correlations: Correlations | null;
  readonly failure: AppError | null;
  /** The job that computes, latest. */
  readonly computing: string | null;
  readonly show: (view: View) => void;
  readonly filterBy: (filter: string) => void;
  readonly loadOverview: (level: Level, year: number) => Promise<void>;
  readonly loadNewer: () => Promise<void>;
  readonly loadDetails: (id: string, level: Level, year: number) => Promise<void>;
  readonly loadCorrelations: (level: Level, year: number, kind: Kind) => Promise<void>;
  readonly compute: (bySex: boolean) => Promise<void>;
}

const START = {
  view: { kind: 'catalogue' },
  from: 'catalogue',
  filter: '',
  overview: null,
  newer: null,
  details: null,
  kind: 'spearman',
  correlations: null,
  failure: null,
  computing: null,
} as const;

/** The latest question of each sort: an answer to an earlier one comes too late. */
const asked = { overview: 0, details: 0, correlations: 0 };

export const useIndicators = create<IndicatorsState>()((set, get) => ({
  ...START,
  show: (view) => {
    const before = get().view;
    set({
      view,
      failure: null,
      ...(before.kind === 'catalogue' || before.kind === 'correlations' ? { from: before.kind } : {}),
    });
  },
  filterBy: (filter) => {
    set({ filter });
  },
  loadOverview: async (level, year) => {
    const mine = (asked.overview += 1);
    const answer = await request('indicators.overview', { level, year });
    if (mine !== asked.overview) return;
    set(answer.ok ? { overview: answer.data, failure: null } : { failure: answer.error });
  },
  loadNewer: async () => {
    const answer = await request('definitions.newer', {});
    set({ newer: answer.ok ? answer.data : null });
  },
  loadDetails: async (id, level, year) => {
    const mine = (asked.details += 1);
    const answer = await request('indicators.details', { id, level, year });
    if (mine !== asked.details) return;
    set(answer.ok ? { details: answer.data, failure: null } : { details: null, failure: answer.error });
  },
  loadCorrelations: async (level, year, kind) => {
    const mine = (asked.correlations += 1);
    set({ kind });
    const answer = await request('indicators.correlations', { level, year, kind });
    if (mine !== asked.correlations) return;
    set(answer.ok ? { correlations: answer.data, failure: null } : { failure: answer.error });
  },
  compute: async (bySex) => {
    const answer = await request('indicators.compute', { bySex });
    if (!answer.ok) {
      set({ failure: answer.error });
      return;
    }
    set({ computing: answer.data.jobId, failure: null });
    useJobs.getState().begin(answer.data.jobId);
  },
}));

/** Shows what has been computed when the job is done. Returns a function that stops. */
export const followComputing = (): (() => void) =>
  useJobs.subscribe(({ ended }, before) => {
    if (ended === before.ended || ended === null || ended.jobId !== useIndicators.getState().computing) return;
    useIndicators.setState({ computing: null });
    void useProject.getState().refresh();
  });

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useIndicators.setState(START);
});
