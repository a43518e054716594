import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDemonstration } from '../../electron/engine/demonstration/create.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { createShell } from '../../electron/main/shell.ts';
import { DEMONSTRATION_PASSPHRASE } from '../../shared/domain/demonstration.ts';
import type { EventPayload, Input, Output } from '../../shared/ipc/contract.ts';
import type { MethodName } from '../../shared/ipc/methods.ts';
import { writeExtract } from './importFile.ts';

/*
 * How long the window waits for an answer while a large file is read in: the shell with the built engine, a demonstration
 * country, and one question after the other until the import has ended. `--engine`: another build to compare with.
 */

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: path.resolve(import.meta.dirname, '../../out/main/engine.js') },
    rows: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
  },
});
const folder = realpathSync(values.folder ?? mkdtempSync(path.join(tmpdir(), 'sigill-busy-')));
const country = path.join(folder, 'land');
const extract = path.join(folder, `person_${values.rows}.csv`);
const ended: EventPayload<'job.ended'>[] = [];
let progressed = 0;

if (!existsSync(country))
  await createDemonstration({ folder: country, persons: 20_000, seed: 1, years: [2022, 2023], language: 'sv' }, silent);
if (!existsSync(extract)) writeExtract(extract, Number(values.rows));

const shell = createShell({
  kind: 'electron',
  version: '0',
  engineFile: path.resolve(values.engine),
  dataFolder: path.join(folder, 'app'),
  demonstrationFolder: folder,
  dialogs: {
    chooseProject: () => Promise.resolve(path.join(country, 'demonstration.sigill')),
    chooseSpecification: () => Promise.resolve(null),
    saveSpecification: () => Promise.resolve(null),
    chooseDefinition: () => Promise.resolve(null),
    chooseForRelease: () => Promise.resolve(null),
    saveForRelease: () => Promise.resolve(null),
    chooseDeliveries: () => Promise.resolve([extract]),
  },
  emit: (event, payload) => {
    if (event === 'job.ended') ended.push(payload as EventPayload<'job.ended'>);
    else progressed += 1;
  },
  log: (line) => {
    console.error(line);
  },
  now: () => new Date(),
});
const ask = async <M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> => {
  const answer = await shell.router.dispatch(method, input);
  if (!answer.ok) throw new Error(answer.error.key);
  return answer.data as Output<M>;
};

const { chosen } = await ask('project.choose', {});
await ask('project.open', { fileId: chosen?.fileId ?? '', passphrase: DEMONSTRATION_PASSPHRASE });
const { files } = await ask('data.choose', {});
const at = { level: 'regso', year: 2023 } as const;
const questions = {
  'project.summary': () => ask('project.summary', {}),
  'data.registers': () => ask('data.registers', {}),
  'areas.list': () => ask('areas.list', at),
  'indicators.values': () => ask('indicators.values', at),
};
const measure = async (): Promise<Record<string, number>> => {
  const waits: Record<string, number> = {};
  for (const [name, question] of Object.entries(questions)) {
    const from = performance.now();
    await question();
    waits[name] = performance.now() - from;
  }
  return waits;
};
const rest = await measure();
const started = performance.now();
const cpu = process.cpuUsage();
await ask('imports.start', {
  files: files.map(({ fileId }) => fileId),
  options: {},
  columns: [],
  register: 'extract',
  year: { column: 'Ar' },
  toleratedBadRows: 1_000_000,
  replace: true,
  discardKey: false,
});
const worst: Record<string, number> = {};
let asked = 0;
while (ended.length === 0) {
  for (const [name, wait] of Object.entries(await measure())) worst[name] = Math.max(worst[name] ?? 0, wait);
  asked += 1;
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const round = (waits: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(waits).map(([name, wait]) => [name, Math.round(wait)]));
console.log(
  JSON.stringify({
    outcome: ended[0]?.outcome,
    error: ended[0]?.error?.key ?? null,
    rows: values.rows,
    seconds: Math.round(seconds * 10) / 10,
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    rounds: asked,
    progressed,
    waitAtRestMs: round(rest),
    longestWaitMs: round(worst),
  }),
);
await shell.close();
if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
