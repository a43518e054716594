import path from 'node:path';
import { events } from '../../shared/ipc/contract.ts';
import { createEngineClient, type EngineClient, startEngineThread } from './engineClient.ts';
import { appHandlers } from './ipc/handlers/app.ts';
import { areasHandlers } from './ipc/handlers/areas.ts';
import { scenarioHandlers } from './ipc/handlers/scenarios.ts';
import { groupsHandlers } from './ipc/handlers/groups.ts';
import { assessmentHandlers } from './ipc/handlers/assessment.ts';
import { dataHandlers } from './ipc/handlers/data.ts';
import { definitionsHandlers } from './ipc/handlers/definitions.ts';
import { demonstrationHandlers } from './ipc/handlers/demonstration.ts';
import { developmentsHandlers } from './ipc/handlers/developments.ts';
import { importsHandlers } from './ipc/handlers/imports.ts';
import { indicatorsHandlers } from './ipc/handlers/indicators.ts';
import { ledgerHandlers } from './ipc/handlers/ledger.ts';
import { jobHandlers } from './ipc/handlers/job.ts';
import { logHandlers } from './ipc/handlers/log.ts';
import { organisationsHandlers } from './ipc/handlers/organisations.ts';
import { projectHandlers } from './ipc/handlers/project.ts';
import { releasesHandlers } from './ipc/handlers/releases.ts';
import { reviewsHandlers } from './ipc/handlers/reviews.ts';
import { tablesHandlers } from './ipc/handlers/tables.ts';
import { type AllHandlers, createRouter, type Router } from './ipc/router.ts';
import { createJobs, type Jobs } from './jobs.ts';
import type { Dialogs } from './ports/dialogs.ts';
import type { Emit } from './ports/events.ts';
import type { Log } from './ports/log.ts';
import { createFileIds, type FileIds } from './projects/fileIds.ts';
import { pickedFilesOf } from './projects/pickedFiles.ts';
import { createReleasePlaces, type ReleasePlaces } from './projects/releasePlaces.ts';
import { type RecentProjects, recentProjects } from './projects/recent.ts';

/** What surrounds the shell: Electron, the preview in a browser, or a test. */
export interface Surroundings {
  /** `preview` opens only projects that were made by `synth`: an ordinary browser keeps things. */
  readonly kind: 'electron' | 'preview';
  readonly version: string;
  /** The engine's bundle. */
  readonly engineFile: string | URL;
  /** The application's own folder, for the list of recent projects. */
  readonly dataFolder: string;
  /** Where demonstration countries are made, each in a folder of its own. */
  readonly demonstrationFolder: string;
  readonly dialogs: Dialogs;
  readonly emit: Emit;
  readonly log: Log;
  now(): Date;
}

/** What the handlers work with. */
export interface ShellParts extends Surroundings {
  readonly engine: EngineClient;
  readonly jobs: Jobs;
  readonly fileIds: FileIds;
  /** Files to be read in: apart from the projects, so that neither can be given for the other. */
  readonly deliveries: FileIds;
  readonly recent: RecentProjects;
  readonly releasePlaces: ReleasePlaces;
}

export interface Shell {
  readonly router: Router;
  readonly fileIds: FileIds;
  readonly recent: RecentProjects;
  /** Files that the person dropped on the window, by their paths as the preload told them. */
  readonly dropped: (paths: readonly unknown[]) => void;
  close(): Promise<void>;
}

/** Puts the shell together, the same in the installed application, in the preview and in the browser tests. */
export function createShell(surroundings: Surroundings): Shell {
  const { log } = surroundings;
  const startThread = startEngineThread(surroundings.engineFile);
  const engine = createEngineClient(startThread, log);
  const emit: Emit = (event, payload) => {
    if (events[event].safeParse(payload).success) surroundings.emit(event, payload);
    else log({ event: 'contract.broken', method: event });
  };
  const fileIds = createFileIds();
  const deliveries = createFileIds();
  const recent = recentProjects(path.join(surroundings.dataFolder, 'projects.json'));
  const releasePlaces = createReleasePlaces(surroundings.dialogs);
  const jobs = createJobs(() => createEngineClient(startThread, log), emit, log);
  const parts: ShellParts = { ...surroundings, emit, engine, jobs, fileIds, deliveries, recent, releasePlaces };
  const handlers: AllHandlers = {
    ...appHandlers(parts),
    ...projectHandlers(parts),
    ...demonstrationHandlers(parts),
    ...dataHandlers(parts),
    ...importsHandlers(parts),
    ...areasHandlers(parts),
    ...indicatorsHandlers(parts),
    ...definitionsHandlers(parts),
    ...developmentsHandlers(parts),
    ...assessmentHandlers(parts),
    ...groupsHandlers(parts),
    ...scenarioHandlers(parts),
    ...tablesHandlers(parts),
    ...releasesHandlers(parts),
    ...reviewsHandlers(parts),
    ...ledgerHandlers(parts),
    ...organisationsHandlers(parts),
    ...logHandlers(parts),
    ...jobHandlers(parts),
  };
  return {
    router: createRouter(handlers, log),
    fileIds,
    recent,
    dropped: (paths) => {
      emit('data.dropped', { files: pickedFilesOf(paths, deliveries).files });
    },
    close: async () => {
      await jobs.stop();
      await engine.close();
    },
  };
}
