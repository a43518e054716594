import type { Handlers } from '../router.ts';
import type { ShellParts } from '../../shell.ts';

export const appHandlers = ({ engine, version, kind }: ShellParts): Pick<Handlers, 'app.info'> => ({
  'app.info': async () => ({
    version,
    node: process.versions.node,
    sqlite: (await engine.call('engine.info', {})).sqlite,
    shell: kind,
  }),
});
