import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { openProject } from '../../electron/engine/project/project.ts';

/*
 * Imports a file in a process of its own, so that a test can kill it: PROJECT PASSPHRASE SPEC FILE. Writes `started`
 * when the import begins and `done` when it has been committed.
 */

const [target = '', passphrase = '', spec = '', file = ''] = process.argv.slice(2);
const project = openProject(target, { passphrase });
const specification = await readSpecification(spec);
process.stdout.write('started\n');
await importFiles(project, { specification, files: [file], replace: true }, silent);
process.stdout.write('done\n');
project.close();
