import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IMPORT_LIMITS } from '../../electron/engine/delimited/limits.ts';
import { openDelimited } from '../../electron/engine/delimited/stream.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { createProject } from '../../electron/engine/project/project.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';

/*
 * How fast a person register of the demonstration country is read: `node test/bench/import.ts [PERSONS]`. Wall and CPU
 * time of splitting alone and of the whole import into an encrypted project, and of reading all columns back.
 */

const persons = Number(process.argv[2] ?? 500_000);
const folder = mkdtempSync(path.join(tmpdir(), 'sigill-bench-'));

async function timed<T>(name: string, bytes: number, rows: () => number, work: () => Promise<T>): Promise<T> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const seconds = (performance.now() - wall) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const rates = `${(rows() / seconds / 1e6).toFixed(2)} M rows/s, ${(bytes / seconds / 1e6).toFixed(0)} MB/s`;
  console.log(`${name.padEnd(24)} ${seconds.toFixed(2)} s wall, ${cpuSeconds.toFixed(2)} s CPU: ${rates}`);
  return result;
}

try {
  const delivery = path.join(folder, 'delivery');
  await synthesise({ folder: delivery, persons, seed: 1, years: [2023] }, silent);
  const file = path.join(delivery, 'person_2023.csv');
  const { size } = statSync(file);
  console.log(`person_2023.csv: ${(size / 1e6).toFixed(1)} MB`);

  let rows = 0;
  await timed(
    'split into fields',
    size,
    () => rows,
    async () => {
      const stream = await openDelimited(file, { delimiter: ';', decimal: ',', encoding: 'utf-8' }, IMPORT_LIMITS);
      for await (const batch of stream.batches()) rows += batch.rows;
    },
  );

  const specification = await readSpecification(
    path.resolve(import.meta.dirname, '../../resources/specifications/person.json'),
  );
  const target = path.join(folder, 'bench.sigill');
  const project = createProject(target, { passphrase: 'bara en mätning', name: 'bench' });
  await timed(
    'import, encrypted',
    size,
    () => rows,
    () => importFiles(project, { specification, files: [file], replace: false }, silent),
  );
  const variables = project.store.registers()[0]?.variables.map(({ name }) => name) ?? [];
  await timed(
    'read all columns back',
    size,
    () => rows,
    () => Promise.resolve(project.store.read('person', 2023, variables)),
  );
  project.close();
  console.log(
    `project: ${(statSync(target).size / 1e6).toFixed(1)} MB, memory at most ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
