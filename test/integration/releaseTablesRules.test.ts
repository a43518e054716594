import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { signRules } from '../../electron/engine/release/persons/organisation.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { compareForTable } from '../../electron/engine/release/tables/compared.ts';
import { explainHidden } from '../../electron/engine/release/tables/explained.ts';
import { protectForLooking } from '../../electron/engine/release/tables/protected.ts';
import { countUnsafe } from '../../electron/engine/release/tables/unsafeCount.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import type { RuleSet } from '../../shared/schemas/ruleSet.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesTable, sexTable, smallCountry } from '../support/smallCountry.ts';

/* Tables are looked at on screen under the rules that the release will be held against, with what is wished of their cells. */

const folder = temporaryFolder();
let organisation: TestOrganisation;
let project: Project;

beforeAll(async () => {
  organisation = await newOrganisation(folder.path);
  project = await smallCountry(folder.path, 'prov.sigill', organisation.ports);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const sign = (rules: RuleSet): Promise<unknown> =>
  organisation.as('adam', (adam) =>
    signRules(organisation.folder, rules, adam, organisation.ports.now(), { loosen: true }),
  );

const table = agesTable('aldrar', [64]);
const asked = (own: ReleaseTable = table) => ({ year: 2023, table: own, folder: organisation.folder });

async function shown(own: ReleaseTable, linked: readonly ReleaseTable[] = []) {
  const outcome = await protectForLooking(project, { ...asked(own), linked }, silent);
  expect(contract['tables.protected'].output.safeParse({ outcome }).success).toBe(true);
  if (outcome.kind !== 'protected') throw new Error(JSON.stringify(outcome));
  return outcome.table;
}

const codesOf = ({ dimensions: [areas, ages] }: Awaited<ReturnType<typeof shown>>, cell: number): string => {
  const width = ages?.codes.length ?? 1;
  return `${areas?.codes[Math.floor(cell / width)] ?? ''}|${ages?.codes[cell % width] ?? ''}`;
};

describe('the rules that a table is looked at under', () => {
  it('are those that ship with Sigill until an organisation is chosen, and then the signed ones, by name and number', async () => {
    expect(countUnsafe(project, { year: 2023, table }, silent).rules).toMatchObject({
      set: { id: CAUTIOUS_RULES.id },
      organisation: null,
    });
    const before = countUnsafe(project, asked(), silent);
    expect(before.rules).toMatchObject({ organisation: 'Myndigheten', number: 1, looser: [] });
    const own = { ...CAUTIOUS_RULES, id: 'myndighetens', minFrequency: 40 };
    await sign(own);
    // The file has changed: the very next count is by the new ones.
    const after = countUnsafe(project, asked(), silent);
    expect(after.rules).toMatchObject({ set: own, number: 2 });
    expect(after.unsafe).toBeGreaterThan(before.unsafe);
    expect((await shown(table)).rules).toEqual(after.rules);
    expect(contract['tables.count'].output.safeParse(after).success).toBe(true);
  });

  it('refuse a method that they do not allow, where the table is put together, and say so beside the others', async () => {
    await sign({ ...CAUTIOUS_RULES, methods: ['suppress'] });
    const rounded = asked({ ...table, method: { kind: 'round', base: 5 } });
    expect(() => countUnsafe(project, rounded, silent)).toThrow(
      expect.objectContaining({ key: 'release.methodNotAllowed' }),
    );
    const tried = await compareForTable(project, asked(), silent);
    expect(tried.flatMap(({ method, allowed }) => (allowed ? [method] : []))).toEqual(['suppress']);
    await sign(CAUTIOUS_RULES);
  });

  it('are refused when the file was changed by hand', () => {
    const file = `${organisation.folder}/regelverk.json`;
    copyFileSync(file, `${file}.undan`);
    copyFileSync(`${organisation.folder}/organisation.json`, file);
    expect(() => countUnsafe(project, asked(), silent)).toThrow(expect.objectContaining({ kind: 'refused' }));
    copyFileSync(`${file}.undan`, file);
    expect(countUnsafe(project, asked(), silent).rules.organisation).toBe('Myndigheten');
  });
});

describe('what is wished of single cells', () => {
  it('shows a cell that would have been hidden, hides another in its place, and holds all the same', async () => {
    const before = await shown(table);
    const [measure] = before.measures;
    const cell = measure?.statuses.indexOf(2) ?? -1;
    const codes = codesOf(before, cell);
    const after = await shown({ ...table, cells: { published: [codes] } });
    expect(after.measures[0]?.statuses[cell]).toBe(0);
    expect(after.primary).toBe(before.primary);
    expect(after.secondary).toBeGreaterThan(0);
    // One that is unsafe cannot be wished out.
    const unsafe = codesOf(before, measure?.statuses.indexOf(1) ?? -1);
    const outcome = await protectForLooking(project, asked({ ...table, cells: { published: [unsafe] } }), silent);
    expect(outcome).toMatchObject({ kind: 'refused', refused: { reasons: [{ kind: 'forced' }] } });
    expect(() => countUnsafe(project, asked({ ...table, cells: { preferred: ['ingen|sådan'] } }), silent)).toThrow(
      expect.objectContaining({ key: 'release.cells.noSuchCell' }),
    );
  });

  it('hides rather a cell that is preferred, and rather not one that costs much', async () => {
    const secondariesOf = ({ measures: [measure] }: Awaited<ReturnType<typeof shown>>): number[] =>
      [...(measure?.statuses.keys() ?? [])].filter((cell) => measure?.statuses[cell] === 2);
    const before = await shown(table);
    const usual = secondariesOf(before);
    const dear = { cell: codesOf(before, usual[0] ?? -1), cost: 1e6 };
    const spared = secondariesOf(await shown({ ...table, cells: { costs: [dear] } }));
    expect(spared).not.toContain(usual[0]);
    const instead = spared.find((cell) => !usual.includes(cell)) ?? -1;
    const preferred = secondariesOf(await shown({ ...table, cells: { preferred: [codesOf(before, instead)] } }));
    expect(preferred).toContain(instead);
    const byNumber = await shown({ ...table, cells: { cost: 'cells' } });
    expect(byNumber.secondary).toBeLessThanOrEqual(before.secondary);
  });

  it('shows an unsafe cell by a waiver that the administrator has signed, and by no other', async () => {
    const before = await shown(table);
    const statuses = before.measures[0]?.statuses ?? new Int32Array();
    const cell = statuses.indexOf(1);
    const waiver = { cell: codesOf(before, cell), reason: 'Redan offentligt', approvedBy: 'greta' };
    const own = { ...table, waivers: [waiver] };
    expect(() => countUnsafe(project, asked(own), silent)).toThrow(
      expect.objectContaining({ key: 'release.waiver.notInRuleSet' }),
    );
    await sign({ ...CAUTIOUS_RULES, waivers: [{ table: table.id, ...waiver, requestedBy: 'anna' }] });
    const count = countUnsafe(project, asked(own), silent);
    expect(count).toMatchObject({ waived: 1, unsafe: before.primary - 1, rules: { looser: ['waivers'] } });
    expect((await shown(own)).measures[0]?.statuses[cell]).toBe(0);
    await sign(CAUTIOUS_RULES);
  });
});

describe('tables that are linked in the draft', () => {
  it('are counted and protected together, and each cell is explained with the pattern of both', async () => {
    const ages = { ...table, linked: 'befolkning' };
    const sexes = { ...sexTable('kon'), linked: 'befolkning' };
    const alone = countUnsafe(project, asked(ages), silent);
    const both = countUnsafe(project, { ...asked(ages), linked: [sexes] }, silent);
    expect(both).toMatchObject({ cells: alone.cells, unsafe: alone.unsafe, sizes: alone.sizes, linked: 2 * 19 });
    expect(alone.linked).toBe(0);
    const together = await shown(ages, [sexes]);
    expect(together.measures).toHaveLength(1);
    expect(together.linkedHidden).toHaveLength(1);
    const statuses = together.measures[0]?.statuses ?? new Int32Array();
    const hidden = [[...statuses.keys()].filter((cell) => statuses[cell] !== 0), ...together.linkedHidden];
    const why = await explainHidden(
      project,
      { ...asked(ages), linked: [sexes], measure: 0, cell: statuses.indexOf(1), hidden },
      silent,
    );
    expect(why.status).toBe('primary');
    const other = { ...sexTable('kon', 'municipality'), linked: 'befolkning' };
    expect(() => countUnsafe(project, { ...asked(ages), linked: [other] }, silent)).toThrow(
      expect.objectContaining({ key: 'release.linkedDiffer' }),
    );
  });
});
