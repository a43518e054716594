import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { backUpProject } from '../../electron/engine/project/backup.ts';
import { changePassphrase } from '../../electron/engine/project/keyHolders.ts';
import { openProject } from '../../electron/engine/project/project.ts';
import { compactProject, removeRegister } from '../../electron/engine/project/space.ts';

/*
 * Does one piece of work with a project in a process of its own, so that a test can kill it: PROJECT PASSPHRASE WORK and what
 * the work takes. Writes `started` when the work begins and `done` when it has been committed.
 */

const [target = '', passphrase = '', work = '', first = '', second = ''] = process.argv.slice(2);
const project = openProject(target, { passphrase });

const works: Readonly<Record<string, () => unknown>> = {
  import: async () =>
    importFiles(project, { specification: await readSpecification(first), files: [second], replace: true }, silent),
  remove: () => removeRegister(project, first, Number(second), silent),
  compact: () => compactProject(project, silent),
  backup: () => backUpProject(project, first, passphrase, silent),
  passphrase: () => {
    changePassphrase(project, passphrase, first, { N: 1024, r: 8, p: 1 });
  },
  wait: () => new Promise((resolve) => setTimeout(resolve, Number(first))),
};

process.stdout.write('started\n');
await works[work]?.();
process.stdout.write('done\n');
project.close();
