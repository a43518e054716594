import type { AllHandlers } from '../router.ts';
import type { ShellParts } from '../../shell.ts';

export const appHandlers = ({ engine, version, kind }: ShellParts): Pick<AllHandlers, 'app.info'> => ({
  'app.info': async () => ({
    version,
    node: process.versions.node,
    sqlite: (await engine.call('engine.info', {})).sqlite,
    shell: kind,
  }),
});
