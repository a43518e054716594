import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { backUpProject } from '../../electron/engine/project/backup.ts';
import { changePassphrase } from '../../electron/engine/project/keyHolders.ts';
import { databaseOf, identityOfOpen } from '../../electron/engine/project/database.ts';
import { emptyLog } from '../../electron/engine/project/encryptedFile.ts';
import { readDataKey } from '../../electron/engine/project/keyHolders.ts';
import { joinProject, openProject, shareProject } from '../../electron/engine/project/project.ts';
import { compactProject, removeRegister } from '../../electron/engine/project/space.ts';

/*
 * Does one piece of work with a project in a process of its own, so that a test can kill it: PROJECT PASSPHRASE WORK and what
 * the work takes. Writes `started` when the work begins and `done` when it has been committed.
 */

const [target = '', passphrase = '', work = '', first = '', second = ''] = process.argv.slice(2);
const project = openProject(target, { passphrase });

/** As the window does it: on a connection beside the one that goes on answering. */
async function importBeside(): Promise<void> {
  shareProject(project);
  const identity = identityOfOpen(project);
  const beside = joinProject(target, identity, readDataKey(target, identity, passphrase));
  const options = { specification: await readSpecification(first), files: [second], replace: true };
  await importFiles(beside, options, silent);
  emptyLog(databaseOf(beside));
  beside.close();
}

const works: Readonly<Record<string, () => unknown>> = {
  import: async () =>
    importFiles(project, { specification: await readSpecification(first), files: [second], replace: true }, silent),
  importBeside,
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
