import type { AllHandlers } from '../router.ts';
import type { ShellParts } from '../../shell.ts';

export const appHandlers = ({
  engine,
  version,
  kind,
  log,
}: ShellParts): Pick<AllHandlers, 'app.info' | 'app.refused'> => ({
  'app.info': async () => ({
    version,
    node: process.versions.node,
    sqlite: (await engine.call('engine.info', {})).sqlite,
    shell: kind,
  }),
  'app.refused': async ({ what }) => {
    log({ event: 'window.refused', name: what });
    await engine.call('project.refused', { what });
    return {};
  },
});
