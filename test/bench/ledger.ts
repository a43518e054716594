import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import type { Progress } from '../../electron/engine/jobs/progress.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { assemble } from '../../electron/engine/release/flow/assemble.ts';
import { withLedger } from '../../electron/engine/release/ledger/ledger.ts';
import { readOrganisation } from '../../electron/engine/release/persons/organisation.ts';
import { protectGroup } from '../../electron/engine/release/protectPlan.ts';
import { contentFiles } from '../../electron/engine/release/packageFiles.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import type { LedgerTable } from '../../shared/schemas/ledger.ts';
import type { ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { specificationSchema } from '../../shared/schemas/specification.ts';
import { newOrganisation } from '../support/organisation.ts';
import { newProject } from '../support/project.ts';
import { planOf } from '../support/smallCountry.ts';

/*
 * node test/bench/ledger.ts [EARLIER] [PEOPLE] [TABLES]: a release of one national table, 3 363 areas x 6 categories with margins, and
 * three typical ones beside it (municipalities, two sexes, a selection), checked as `submit` does it against a ledger with EARLIER (50)
 * national tables of the same people and year: the ledger read and verified, every earlier table counted again from the
 * records of PEOPLE (500 000), and all attacked together. Before that a package of TABLES (20) municipality tables with all files and reports.
 */

const earlier = Number(process.argv[2] ?? 50);
const people = Number(process.argv[3] ?? 500_000);
const inPackage = Number(process.argv[4] ?? 20);
const CATEGORIES = 6;
const YEAR = 2023;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const timed = async <T>(name: string, step: () => Promise<T> | T): Promise<T> => {
  const [from, wall] = [cpu(), performance.now()];
  const result = await step();
  tell({ step: name, cpu: cpu() - from, wall: (performance.now() - wall) / 1000 });
  return result;
};
function tell(line: Readonly<Record<string, string | number>>): void {
  const rounded = Object.entries(line).map(([key, value]) => [
    key,
    typeof value === 'number' ? Number(value.toFixed(2)) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

/** Seconds of the processor between the reports of each step. */
function stopwatch(): Progress & { readonly spent: ReadonlyMap<string, number> } {
  const spent = new Map<string, number>();
  let last = cpu();
  let step = '';
  return {
    ...silent,
    spent,
    report: (name) => {
      const now = cpu();
      if (step !== '') spent.set(step, (spent.get(step) ?? 0) + now - last);
      [step, last] = [name, now];
    },
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'sigill-ledger-'));
const organisation = await newOrganisation(folder);
const project = newProject(folder, 'land.sigill', organisation.ports);

const areas = Array.from({ length: 3363 }, (_, i) => {
  const town = i % 290;
  const county = String(60 + (town % 21));
  const municipality = `${county}${String(1 + Math.floor(town / 21)).padStart(2, '0')}`;
  return { municipality, county, regso: `${municipality}R${String(1 + Math.floor(i / 290)).padStart(3, '0')}` };
});
const keyFile = path.join(folder, 'nyckel.csv');
writeFileSync(
  keyFile,
  [
    'DeSO;RegSO;RegSOnamn;Kommun;Kommunnamn;Lan;Lannamn;Version;Folkmangd',
    ...areas.map(({ municipality: m, county, regso }) => {
      const deso = `${m}C${regso.slice(-2)}10`;
      return `${deso};${regso};${regso};${m};K${m};${county};L${county};2020;9`;
    }),
    '',
  ].join('\n'),
);
const names = Array.from({ length: earlier + 1 }, (_, v) => `V${String(v)}`);
const personFile = path.join(folder, 'person.csv');
const draw = generator(1, 'ledger bench');
writeFileSync(
  personFile,
  [
    ['LopNr', 'Ar', 'RegSO', 'Kon', 'Alder', ...names].join(';'),
    ...Array.from({ length: people }, (_, i) => {
      const { regso } = areas[draw.integer(areas.length)] ?? { regso: '' };
      const drawn = names.map(() => String(Math.floor(CATEGORIES * draw.uniform() ** 1.25)));
      return [i + 1, YEAR, regso, 1 + draw.integer(2), draw.integer(100), ...drawn].join(';');
    }),
    '',
  ].join('\n'),
);
const specification = specificationSchema.parse({
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Kon', type: 'category' },
    { source: 'Alder', type: 'integer' },
    ...names.map((source) => ({ source, type: 'category' })),
  ],
});
const areaKey = specificationSchema.parse({ version: 1, kind: 'area-key', dialect: { delimiter: ';' } });
await timed('import', async () => {
  await importFiles(project, { specification: areaKey, files: [keyFile], replace: true }, silent);
  await importFiles(project, { specification, files: [personFile], replace: true }, silent);
});

const words = (word: string) => ({ sv: word, en: word });
const division = (variable: string, codes: readonly string[]) => ({
  name: words(variable),
  variable,
  categories: codes.map((code) => ({ code, label: words(code), values: [code] })),
});
const codes = Array.from({ length: CATEGORIES }, (_, c) => String(c));
const tableOf = (id: string, level: ReleaseTable['level'], variable: string, more: object = {}): ReleaseTable => ({
  id,
  title: words(id),
  level,
  content: { kind: 'register', register: 'person', division: division(variable, codes), ...more },
});

const solvers = await loadSolvers();
const many = names.slice(0, inPackage).map((name, v) => tableOf(`p${String(v)}`, 'municipality', name));
const packed = await timed(`protect ${String(many.length)} tables of municipalities`, () =>
  many.flatMap((table) => {
    const outcome = protectGroup(project, planOf([table], YEAR), [table], CAUTIOUS_RULES, solvers, silent);
    return 'group' in outcome ? outcome.group.tables : [];
  }),
);
await timed('their package with reports', async () => {
  const files = await contentFiles({
    title: words('Prov'),
    stamp: null,
    synthetic: true,
    madeAt: project.now(),
    productVersion: '0.1.0',
    tables: packed,
  });
  tell({ files: files.length, megabytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 2 ** 20 });
});

const left: LedgerTable[] = [];
await timed('protect the earlier tables', () => {
  for (const [v, name] of names.slice(0, earlier).entries()) {
    const table = tableOf(`t${String(v)}`, 'regso', name);
    const outcome = protectGroup(project, planOf([table], YEAR), [table], CAUTIOUS_RULES, solvers, silent);
    if ('group' in outcome) left.push(...outcome.group.fresh.map((one) => one.table));
  }
});
const { ledger: file } = organisation;
await organisation.as('anna', (person) =>
  timed('enter them, one by one', async () => {
    for (const [i, table] of left.entries()) {
      const body = { source: `paket ${String(i)}`, fileSha256: '0'.repeat(64), tables: [table] };
      await withLedger(file, (writer) => writer.append({ action: 'entered', body }, person, project.now()));
    }
  }),
);
const { ledger } = await timed('read the ledger and check it', () => readOrganisation(organisation.folder));
tell({ entries: ledger.entries.length, megabytes: statSync(file).size / 2 ** 20 });

const release = [
  tableOf('ny', 'regso', names[earlier] ?? ''),
  tableOf('ny-kommun', 'municipality', names[earlier] ?? '', { further: [division('Kon', ['1', '2'])] }),
  tableOf('kon', 'municipality', 'Kon', { division: division('Kon', ['1', '2']) }),
  tableOf('aldre', 'municipality', names[0] ?? '', { where: [{ variable: 'Alder', from: 65 }] }),
];
const watch = stopwatch();
await timed('the release, attacked together', async () => {
  try {
    const { together } = await assemble(project, planOf(release, YEAR), CAUTIOUS_RULES, ledger.state.tables, watch);
    tell({ earlier: together.earlier, attacked: together.attacked, differences: together.differences });
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    tell({ refused: cause.key, ...cause.parameters });
  }
});
watch.report('release.step.tables', 0, 0);
for (const [step, seconds] of watch.spent) tell({ within: step, cpu: seconds });
tell({ memory: process.resourceUsage().maxRSS / 1024 });

project.close();
rmSync(folder, { recursive: true, force: true });
