import type { RegisterYear } from '../store/columns.ts';
import type { Origin, Project } from './project.ts';

/** What a project holds, without a single value of it. */
export interface ProjectDescription {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly origin: Origin;
  readonly synthetic: boolean;
  readonly registers: readonly RegisterYear[];
  readonly log: {
    readonly entries: number;
    /** Hash of the newest entry. */
    readonly head: string;
    /** Position of the first entry that has been tampered with. */
    readonly brokenAt: number | null;
  };
}

export const describeProject = (project: Project): ProjectDescription => ({
  id: project.id,
  name: project.name,
  createdAt: project.createdAt,
  origin: project.origin,
  synthetic: project.synthetic,
  registers: project.store.registers(),
  log: {
    entries: project.log().length,
    head: project.logHead(),
    brokenAt: project.brokenLogEntry() ?? null,
  },
});
