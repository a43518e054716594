import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { backUpProject } from '../../electron/engine/project/backup.ts';
import { checkProject } from '../../electron/engine/project/damage.ts';
import { createProject } from '../../electron/engine/project/project.ts';
import { removeRegister } from '../../electron/engine/project/space.ts';
import { rowDecoder } from '../../electron/engine/store/decode.ts';
import { lookAt } from '../../electron/engine/store/look/look.ts';
import { openScan } from '../../electron/engine/store/scan.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';

/*
 * What the store costs: `node test/bench/store.ts [PERSONS]`. Two years of the demonstration country's person register: size
 * against the same file compressed, reading, decoding, a look, a copy, a check, and giving a year's space back. The size
 * against DuckDB's is in `test/bench/import.ts`.
 */

const PASSPHRASE = 'bara en mätning';
const YEARS = [2022, 2023];
const persons = Number(process.argv[2] ?? 500_000);
const folder = mkdtempSync(path.join(tmpdir(), 'sigill-bench-'));
const at = (name: string): string => path.join(folder, name);

async function timed<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const seconds = (performance.now() - wall) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(`${name.padEnd(34)} ${seconds.toFixed(2)} s wall, ${((used.user + used.system) / 1e6).toFixed(2)} s CPU`);
  return result;
}

try {
  await synthesise({ folder: at('delivery'), persons, seed: 1, years: YEARS }, silent);
  const specification = await readSpecification(
    path.resolve(import.meta.dirname, '../../resources/specifications/person.json'),
  );
  const project = createProject(at('bench.sigill'), { passphrase: PASSPHRASE, name: 'bench' });
  let plain = 0;
  let packed = 0;
  for (const year of YEARS) {
    const file = at(`delivery/person_${String(year)}.csv`);
    await importFiles(project, { specification, files: [file], replace: false }, silent);
    const bytes = readFileSync(file);
    plain += bytes.length;
    packed += zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }).length;
  }
  const size = statSync(project.path).size;
  const share = (size / packed).toFixed(2);
  console.log(
    `CSV ${(plain / 1e6).toFixed(1)} MB, with zstd 3 ${(packed / 1e6).toFixed(1)} MB; project ${(size / 1e6).toFixed(1)} MB: ${share} of that`,
  );

  const columns = project.store.registers()[1]?.variables.map(({ name }) => name) ?? [];
  const request = { register: 'person', year: 2023, columns };
  await timed('read and decrypt a year', () => {
    const scan = openScan(project, request);
    while (scan.next() !== undefined);
  });
  await timed('read and decode a year', () => {
    const scan = openScan(project, request);
    const decode = rowDecoder(scan.columns);
    for (let rows = scan.next(); rows !== undefined; rows = scan.next()) decode(rows);
  });
  await timed('look: group by a column', () =>
    lookAt(project, 'select Kon, count(*) from person_2023 group by Kon', silent),
  );
  await timed('backup, read back', () => backUpProject(project, at('copy.sigill'), PASSPHRASE, silent));
  const { before, after } = await timed('remove a year, give space back', () =>
    removeRegister(project, 'person', 2022, silent),
  );
  console.log(`${(before / 1e6).toFixed(1)} MB before, ${(after / 1e6).toFixed(1)} MB after`);
  project.close();
  await timed('check every page of the copy', () => checkProject(at('copy.sigill'), PASSPHRASE, silent));
} finally {
  rmSync(folder, { recursive: true });
}
