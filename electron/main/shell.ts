import { createEngineClient, type EngineClient, startEngineThread } from './engineClient.ts';
import { appHandlers } from './ipc/handlers/app.ts';
import { createRouter, type Router } from './ipc/router.ts';
import type { Dialogs } from './ports/dialogs.ts';
import type { Log } from './ports/log.ts';

/** What surrounds the shell: Electron, the preview in a browser, or a test. */
export interface Surroundings {
  readonly kind: 'electron' | 'preview';
  readonly version: string;
  /** The engine's bundle. */
  readonly engineFile: string | URL;
  readonly dialogs: Dialogs;
  readonly log: Log;
}

/** What the handlers work with. */
export interface ShellParts extends Surroundings {
  readonly engine: EngineClient;
}

export interface Shell {
  readonly router: Router;
  close(): Promise<void>;
}

/** Puts the shell together, the same in the installed application, in the preview and in the browser tests. */
export function createShell(surroundings: Surroundings): Shell {
  const engine = createEngineClient(startEngineThread(surroundings.engineFile), surroundings.log);
  const parts: ShellParts = { ...surroundings, engine };
  return {
    router: createRouter({ ...appHandlers(parts) }, surroundings.log),
    close: async () => {
      await engine.close();
    },
  };
}
