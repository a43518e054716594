import type { ProductionPlan, StepName } from '../../../shared/schemas/productionPlan.ts';
import type { Language } from '../../../shared/texts/text.ts';
import type { Progress } from '../jobs/progress.ts';
import type { JsonFile } from '../jsonfile/readJson.ts';
import type { Path } from '../jsonfile/parseJson.ts';
import type { LogDetails } from '../project/log.ts';
import type { Project } from '../project/project.ts';
import type { StepRecord } from './stepRecords.ts';

/** What every part of a run gets. */
export interface RunContext {
  readonly plan: ProductionPlan;
  readonly json: JsonFile<ProductionPlan>;
  /** Where the plan's paths start from. */
  readonly folder: string;
  readonly project: Project;
  /** Folder of the run's files. */
  readonly out: string;
  readonly language: Language;
}

/** What a unit left behind. */
export interface Done {
  /** Paths of the files, within the run's folder. */
  readonly files: readonly string[];
  /** Those of them whose bytes differ from run to run: signatures, times, PDF. */
  readonly varying?: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** The smallest part of a run that is done or left as a whole. */
export interface Unit {
  readonly step: StepName;
  /** Tells the units of a step apart; empty where there is one. */
  readonly id: string;
  /** Where the plan asks for it. */
  readonly place: Path;
  /** All that the result follows from, the program apart. Two equal ones give the same bytes. */
  inputs(): unknown;
  /** False when the project no longer holds what was recorded. */
  holds?(record: StepRecord): boolean;
  /**
   * Does it. Work that commits by itself calls `save` within the same transaction and gives nothing back; what it gives back
   * otherwise is noted when it is done.
   */
  work(progress: Progress, save: (counts: LogDetails) => void): Promise<Done | undefined>;
}
