import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancellable, silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { countTable } from '../../electron/engine/release/countTable.ts';
import { compareForTable } from '../../electron/engine/release/tables/compared.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { readDraft, saveDraft, storedDraft } from '../../electron/engine/release/tables/draft.ts';
import { explainHidden } from '../../electron/engine/release/tables/explained.ts';
import { protectForLooking } from '../../electron/engine/release/tables/protected.ts';
import { countUnsafe } from '../../electron/engine/release/tables/unsafeCount.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { releasePlanSchema } from '../../shared/schemas/releasePlan.ts';
import { reopen, seededPorts, temporaryFolder } from '../support/project.ts';
import { agesTable, people, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* The tables of a release as they are put together on screen: counted, protected to be looked at, explained, compared, kept. */

const folder = temporaryFolder();
const asked = { year: 2023, table: agesTable('aldrar', [64]) };
let project: Project;

beforeAll(async () => {
  project = await smallCountry(folder.path, 'prov.sigill', seededPorts(1));
});
afterAll(() => {
  project.close();
  folder.remove();
});

/** The people of each area by whether they are over 64, counted without any of the program. */
const byHand = (): number[][] =>
  Array.from({ length: 12 }, (_, area) => {
    const own = people().filter((one) => one.area === area);
    const old = own.filter(({ age }) => age > 64).length;
    return [own.length, own.length - old, old];
  });

describe('the count while a table is put together', () => {
  it('tells the unsafe cells by rule, level and area, as counted by hand', () => {
    const found = countUnsafe(project, asked, silent);
    const small = (count: number): number => Number(count > 0 && count < 5);
    const areas = byHand().map((row) => row.reduce((sum, count) => sum + small(count), 0));
    expect([...found.byArea]).toEqual(areas);
    expect(areas.some((count) => count > 0)).toBe(true);
    expect(found.byRule).toEqual([{ rule: 'frequency', cells: found.unsafe }]);
    expect(found.byLevel.map(({ level, cells }) => [level, cells])).toEqual([
      ['nation', 3],
      ['county', 6],
      ['municipality', 12],
      ['regso', 36],
    ]);
    expect(found.byLevel.reduce((sum, { unsafe }) => sum + unsafe, 0)).toBe(found.unsafe);
    expect(found).toMatchObject({ cells: 57, inner: 24, sizes: [19, 3], cellsOfArea: 3, whole: people().length });
    expect(contract['tables.count'].output.safeParse(found).success).toBe(true);
  });

  it('follows a limit that is higher than the rules say, and refuses a lower one', () => {
    const stricter = countUnsafe(project, { ...asked, table: { ...asked.table, minFrequency: 60 } }, silent);
    expect(stricter.unsafe).toBeGreaterThan(countUnsafe(project, asked, silent).unsafe);
    const looser = { ...asked, table: { ...asked.table, minFrequency: 2 } };
    expect(() => countUnsafe(project, looser, silent)).toThrow(expect.objectContaining({ key: 'release.tooLoose' }));
  });

  it('stops when it is told to', () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    Atomics.store(flag, 0, 1);
    const other = { year: 2023, table: agesTable('andra', [17]) };
    expect(() =>
      countUnsafe(
        project,
        other,
        cancellable(flag, () => undefined),
      ),
    ).toThrow(expect.objectContaining({ kind: 'cancelled' }));
  });
});

describe('the protected table that is looked at', () => {
  it('hides every unsafe cell, and says of each what a reader can work out', async () => {
    const outcome = await protectForLooking(project, asked, silent);
    expect(contract['tables.protected'].output.safeParse({ outcome }).success).toBe(true);
    if (outcome.kind !== 'protected') throw new Error('the table can be protected');
    const { measures, primary, secondary, dimensions } = outcome.table;
    const [measure] = measures;
    if (measure === undefined) throw new Error('the table has a measure');
    expect([...measure.values]).toEqual([...countTable(project, 2023, asked.table).values]);
    expect(primary).toBe(countUnsafe(project, asked, silent).unsafe);
    expect(secondary).toBeGreaterThan(0);
    expect(dimensions[0]?.parents[0]).toBe(-1);
    const cells = Array.from(measure.statuses, (status, cell) => ({
      status,
      value: measure.values[cell] ?? Number.NaN,
      least: measure.least[cell] ?? Number.NaN,
      most: measure.most[cell] ?? Number.NaN,
      up: measure.levelUp[cell] ?? Number.NaN,
    }));
    const hidden = cells.filter(({ status }) => status !== 0);
    expect(cells.every(({ status, value }) => (status === 1) === (value > 0 && value < 5))).toBe(true);
    expect(cells.every(({ status, least }) => (status === 0) === Number.isNaN(least))).toBe(true);
    expect(hidden.every(({ value, least, most }) => least <= value && most >= value)).toBe(true);
    expect(cells.every(({ status, up }) => (status === 1) === !Number.isNaN(up))).toBe(true);
    const unsafe = cells.filter(({ status }) => status === 1);
    expect(unsafe.every(({ value, most, up }) => most >= value + up && most >= 5)).toBe(true);
  });

  it('is explained cell by cell, from the pattern alone', async () => {
    const outcome = await protectForLooking(project, asked, silent);
    if (outcome.kind !== 'protected') throw new Error('the table can be protected');
    const own = outcome.table.measures[0]?.statuses;
    const hidden = [Array.from(own?.keys() ?? []).filter((cell) => own?.[cell] !== 0)];
    const primary = own?.indexOf(1) ?? -1;
    const why = await explainHidden(project, { ...asked, measure: 0, cell: primary, hidden }, silent);
    expect(why).toMatchObject({ status: 'primary', breaches: [{ rule: 'frequency' }], change: { kind: 'merge' } });
    expect(why.partners.every((cell) => own?.[cell] !== 0)).toBe(true);
    const secondary = own?.indexOf(2) ?? -1;
    const other = await explainHidden(project, { ...asked, measure: 0, cell: secondary, hidden }, silent);
    expect(other).toMatchObject({ status: 'secondary', breaches: [] });
    expect(other.protects.every((cell) => own?.[cell] === 1)).toBe(true);
    expect(contract['tables.explain'].output.safeParse(other).success).toBe(true);
    const insiders = [];
    for (const cell of hidden[0]?.filter((at) => own?.[at] === 2) ?? []) {
      const { fromInsiders, insiderMerge } = await explainHidden(
        project,
        { ...asked, measure: 0, cell, hidden },
        silent,
      );
      insiders.push(...fromInsiders);
      expect(insiderMerge === null || insiderMerge.with >= 0).toBe(true);
    }
    // Whom a cell is hidden from is told by the cell that this person alone fills.
    const lone = outcome.table.measures[0]?.values ?? [];
    expect(insiders.every(({ cell, insider }) => own?.[cell] === 1 && lone[insider] === 1)).toBe(true);
    const shown = own?.indexOf(0) ?? -1;
    await expect(explainHidden(project, { ...asked, measure: 0, cell: shown, hidden }, silent)).rejects.toMatchObject({
      key: 'tables.otherTable',
    });
    const changed = { year: 2023, table: sexTable('kon', 'municipality'), measure: 0, cell: 56, hidden };
    await expect(explainHidden(project, changed, silent)).rejects.toMatchObject({ key: 'tables.otherTable' });
  });
});

describe('methods side by side', () => {
  it('are tried on the same table, each with its loss', async () => {
    const tried = await compareForTable(project, asked, silent);
    expect(contract['tables.compared'].output.safeParse({ tried }).success).toBe(true);
    const suppressed = tried.find(({ method }) => method === 'suppress');
    expect(suppressed).toMatchObject({ proven: true, faults: 0, base: null });
    expect(suppressed?.loss?.hidden).toBeGreaterThan(0);
    const rounded = tried.find(({ method }) => method === 'round-nearest');
    expect(rounded).toMatchObject({ base: 5 });
    expect(rounded?.loss?.hidden).toBe(0);
    expect(tried.map(({ method }) => method)).toContain('small-count-rounding');
  });
});

describe('the draft', () => {
  it('is kept in the project as the plan that a release takes, and tells the log', () => {
    expect(readDraft(project)).toBeNull();
    const empty = { ...planOf([]), tables: [] };
    saveDraft(project, empty);
    expect(readDraft(project)).toEqual(empty);
    const plan = planOf([asked.table, sexTable('kon')]);
    saveDraft(project, plan);
    project.close();
    project = reopen(folder.path, 'prov.sigill');
    const read = readDraft(project);
    expect(read).toEqual(plan);
    expect(releasePlanSchema.safeParse(read).success).toBe(true);
    expect(project.log().at(-2)).toMatchObject({ action: 'release-draft', details: { tables: 2 } });
    const twice = { ...plan, tables: [asked.table, asked.table] };
    expect(() => saveDraft(project, twice)).toThrow(expect.objectContaining({ key: 'tables.sameId' }));
  });

  it('that says something unknown is named and not touched by being read', () => {
    const foreign = JSON.stringify({ ...planOf([{ ...asked.table, shape: 'round' } as never]) });
    const database = databaseOf(project);
    database.prepare('update release_draft set plan = ?').run(foreign);
    expect(storedDraft(project)).toEqual({ draft: null, unread: 'tables.0' });
    expect(readDraft(project)).toBeNull();
    expect(database.prepare('select plan from release_draft').pluck().get()).toBe(foreign);
  });
});
