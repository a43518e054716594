import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createProject } from '../../electron/engine/project/project.ts';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { emitTo, type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers, type InventedOptions } from '../support/inventedEngine.ts';
import { expectSound, goTo } from '../support/looking.ts';
import { PASSPHRASE, TEST_COST } from '../support/project.ts';
import { numbersInMemory } from '../support/rendererMemory.ts';

/* The states of Data, over an invented engine; and the whole way with real files, over the engine as built. */

let sigill: Harness;
const start = async (page: Page, options: InventedOptions = {}): Promise<void> => {
  const emit: InventedOptions['emit'] = (name, payload) => {
    void emitTo(page, name, payload).catch(() => undefined);
  };
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(inventedHandlers({ emit, open: true, ...options }), () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Data');
};
test.afterEach(async () => {
  await sigill.close();
});

test('an empty project says what the screen is for', async ({ page }) => {
  await start(page, { data: 'empty' });
  await expect(page.getByText('Projektet har inga register ännu.', { exact: false })).toBeVisible();
  await expectSound(page, sigill);
});

test('registers stand as cards with years, rows, refused rows and coverage', async ({ page }) => {
  await start(page);
  const card = page.getByRole('region', { name: 'Personer' });
  await expect(card.getByRole('row', { name: /2023/u })).toContainText('500\u00a0000');
  await expect(card).toContainText('Saknas mest 2023: UVAS 83');
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
});

test('a register of 200 columns stays readable', async ({ page }) => {
  await start(page, { data: 'wide' });
  await expect(page.getByText('200 kolumner', { exact: true })).toBeVisible();
  await expectSound(page, sigill);
});

test('rows are shown only when asked for, cannot be copied, and are let go', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Personer 2023: visa kvalitet och rader' }).click();
  await page.getByRole('radiogroup', { name: 'Visa' }).getByText('Rader').click();
  await expect(page.getByText('skrivs i projektets logg', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Visa 1\u00a0000 rader' }).click();
  const grid = page.getByRole('grid', { name: 'Rader i Personer 2023' });
  await expect(grid.getByRole('gridcell', { name: '•' }).first()).toBeVisible();
  await expectSound(page, sigill);
  const copied = await page.evaluate(() => {
    const records = document.querySelector('[data-records]');
    if (records === null) return 'no records';
    document.getSelection()?.selectAllChildren(records);
    return document.body.dispatchEvent(new Event('copy', { bubbles: true, cancelable: true }));
  });
  expect(copied).toBe(false);
  await page.getByRole('button', { name: 'Nästa' }).click();
  await expect(page.getByText('Rad 1\u00a0001–2\u00a0000 av 500\u00a0000')).toBeVisible();
  await page.getByRole('button', { name: 'Sluta visa' }).click();
  await expect(grid).toHaveCount(0);
});

const choose = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Läs in filer …' }).click();
  await expect(page.getByRole('button', { name: 'Vidare' })).toBeEnabled();
};
const step = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Steg' }).getByRole('button', { name });
const startImport = (page: Page) =>
  page.getByRole('region', { name: 'Läs in' }).getByRole('button', { name: 'Läs in' });

test('the wizard goes from a file to an import, step by step, and shows how far it has come', async ({ page }) => {
  await start(page);
  await choose(page);
  await expect(page.getByRole('grid', { name: 'Filens första rader' })).toBeVisible();
  await expect(page.getByText('Rad 318', { exact: false })).toBeVisible();
  await expectSound(page, sigill);

  await page.getByRole('button', { name: 'Vidare' }).click();
  const identifying = page.getByRole('row', { name: /Personnummer/u });
  await expect(identifying).toContainText('peka ut personer');
  await expectSound(page, sigill);
  await page.getByLabel('Kon läses som').selectOption('heltal');
  await expect(page.getByLabel('Kon läses som')).toHaveValue('integer');
  await page.getByText('Att se över 2').click();
  await expect(page.getByRole('row')).toHaveCount(3);

  await page.getByRole('button', { name: 'Vidare' }).click();
  await expect(page.getByRole('heading', { name: 'Kolumner som har försvunnit' })).toBeVisible();
  await page.getByRole('button', { name: 'Vidare' }).click();
  await expectSound(page, sigill);
  await startImport(page).click();
  await expect(page.getByText('MB/s')).toBeVisible();
  await expect(page.getByText('Personer 2024: 498\u00a0000 rader inlästa, 0 avvisade.')).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Till registren' }).click();
  await expect(page.getByRole('region', { name: 'Personer' }).getByRole('row', { name: /2024/u })).toBeVisible();
});

test('an import is stopped, and the choices are still there', async ({ page }) => {
  await start(page);
  await choose(page);
  await step(page, 'Läs in').click();
  await startImport(page).click();
  await page.getByRole('button', { name: 'Avbryt inläsningen' }).click();
  await expect(page.getByRole('heading', { name: 'Inläsningen avbröts' })).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Tillbaka till valen' }).click();
  await expect(startImport(page)).toBeVisible();
});

test('a file that cannot be read is answered with its place, and can be said how to read', async ({ page }) => {
  await start(page, { data: 'damaged' });
  await page.getByRole('button', { name: 'Läs in filer …' }).click();
  await expect(page.getByRole('alert')).toContainText('person_2024.csv, rad 318');
  await expectSound(page, sigill);
  await page.getByLabel('Kodning').selectOption('Windows-1252');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Vidare' })).toBeEnabled();
});

test('refused rows are listed by line, column and rule', async ({ page }) => {
  await start(page, { data: 'refused' });
  await choose(page);
  await step(page, 'Läs in').click();
  await startImport(page).click();
  await expect(page.getByRole('heading', { name: 'Inget har lästs in' })).toBeVisible();
  await expect(page.getByRole('row', { name: /1\s295/u })).toContainText('utanför de tillåtna gränserna');
  await expectSound(page, sigill);
});

test('a file without a year asks for it', async ({ page }) => {
  await start(page, { data: 'yearless' });
  await choose(page);
  await step(page, 'Läs in').click();
  await expect(page.getByRole('alert')).toHaveText('Året framgår inte av filen. Ange det i första steget.');
  await page.getByRole('button', { name: 'Till filen' }).click();
  await page.getByRole('textbox', { name: 'År' }).fill('2021');
  await step(page, 'Läs in').click();
  await expect(startImport(page)).toBeEnabled();
});

test('a file of 200 columns is narrowed by name and by what is to be checked', async ({ page }) => {
  await start(page, { data: 'wide' });
  await choose(page);
  await step(page, 'Kolumner').click();
  await expect(page.getByRole('row')).toHaveCount(201);
  await page.getByPlaceholder('Sök kolumn').fill('fraga_19');
  await expect(page.getByRole('row')).toHaveCount(12);
  await page.getByPlaceholder('Sök kolumn').fill('');
  await page.getByText('Att se över 11').click();
  await expectSound(page, sigill);
});

test('the quality of a year is told worst first, with plots', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Personer 2023: visa kvalitet och rader' }).click();
  await expect(page.getByRole('heading', { name: 'Anmärkningar 4' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'stopp' })).toContainText('12 rader');
  await page.getByRole('button', { name: 'Visa alla' }).click();
  await expect(page.getByText('andelen som saknas har ändrats', { exact: false })).toBeVisible();
  await expect(page.getByText('skillnad per kommun, 290 kommuner')).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
});

test('a year is removed only after a question', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Anmälda brott 2022: visa kvalitet och rader' }).click();
  await page.getByRole('button', { name: 'Ta bort …' }).click();
  await expect(page.getByRole('dialog')).toContainText('skrivs över');
  await expectSound(page, sigill);
  await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(page.getByRole('region', { name: 'Anmälda brott' }).getByRole('row')).toHaveCount(2);
});

/** Persons with keys long enough to be found in memory. */
const FIRST_KEY = 907_215_643_000;
const PEOPLE = 400;
const delivery = (year: number): string =>
  [
    'LopNr;Ar;Personnummer;Kon;Alder;Inkomst',
    ...Array.from({ length: PEOPLE }, (_, at) =>
      [FIRST_KEY + at * 7, year, '19811228-9874', 1 + (at % 2), at % 100, `${String(2000 + at)},5`].join(';'),
    ),
    '',
  ].join('\n');

test('a real file is dropped, looked at, changed, read in, judged, looked into and removed', async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'sigill-data-'));
  const project = path.join(folder, 'prov.sigill');
  createProject(project, { passphrase: PASSPHRASE, name: 'Prov', cost: TEST_COST }).close();
  const file = path.join(folder, 'person_2024.csv');
  writeFileSync(file, delivery(2024));
  sigill = await startSigill(page.context(), page, undefined, 'electron');
  try {
    sigill.chooseNext(project);
    await page.goto(`${ORIGIN}/`);
    await page.getByRole('button', { name: 'Välj fil …' }).click();
    await page.getByLabel('Lösenfras', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Projektet är tomt.', { exact: false })).toBeVisible();

    await goTo(page, 'Data');
    await expect(page.getByText('Projektet har inga register ännu.', { exact: false })).toBeVisible();
    await sigill.drop([file]);
    await expect(page.getByRole('heading', { name: 'Läs in person_2024.csv' })).toBeVisible();
    await expect(page.getByText('400 rader', { exact: false })).toBeVisible();
    const first = page.getByRole('grid', { name: 'Filens första rader' });
    await expect(first.getByRole('gridcell', { name: '•' }).first()).toBeVisible();
    await expect(first).not.toContainText('19811228');

    await page.getByRole('button', { name: 'Vidare' }).click();
    await expect(page.getByRole('row', { name: /Personnummer/u })).toContainText('peka ut personer');
    await expect(page.getByLabel('Personnummer läses som')).toHaveValue('ignore');
    await page.getByLabel('Personnummer läses som').selectOption('pseudonym');
    await page.getByLabel('Kon läses som').selectOption('kod');
    await step(page, 'Läs in').click();
    sigill.saveSpecificationNext(path.join(folder, 'person.json'));
    await page.getByRole('button', { name: 'Spara som importspecifikation …' }).click();
    await expect(page.getByText('Sparad som ”person.json”.')).toBeVisible();
    expect(readFileSync(path.join(folder, 'person.json'), 'utf8')).not.toContain('19811228');
    await startImport(page).click();
    await expect(page.getByText('400 rader inlästa, 0 avvisade.', { exact: false })).toBeVisible();

    await page.getByRole('button', { name: 'Se kvaliteten' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Personer 2024' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Anmärkningar/u })).toBeVisible();
    await expect(page.getByText('nyckel · pseudonym')).toBeVisible();
    await expectSound(page, sigill);
    await page.getByRole('radiogroup', { name: 'Visa' }).getByText('Rader').click();
    await page.getByRole('button', { name: 'Visa 400 rader' }).click();
    const rows = page.getByRole('grid', { name: 'Rader i Personer 2024' });
    await expect(rows.getByRole('gridcell', { name: '2000,5' })).toBeVisible();
    await expect(rows.getByRole('columnheader', { name: 'Personnummer' })).toHaveCount(1);
    await expect(rows).not.toContainText('19811228');

    const keys = Array.from({ length: PEOPLE }, (_, at) => String(FIRST_KEY + at * 7));
    const control = '806114532907';
    await page.evaluate((number) => {
      Object.assign(globalThis, { control: [`nummer ${number}`.slice(7)] });
    }, control);
    const found = await numbersInMemory(page, [control, ...keys]);
    if (found !== null) {
      expect(found.get(control), 'the search itself').toBeGreaterThan(0);
      expect(keys.filter((key) => (found.get(key) ?? 0) > 0)).toEqual([]);
    }

    // Next year's file is read as this year's was.
    await page.getByRole('button', { name: '‹ Alla register' }).click();
    await expect(page.getByRole('region', { name: 'Personer' }).getByRole('row', { name: /2024/u })).toContainText(
      '400',
    );
    const next = path.join(folder, 'person_2025.csv');
    writeFileSync(next, delivery(2025).replace(';Inkomst', ';Inkomst2'));
    sigill.chooseDeliveriesNext([next]);
    await choose(page);
    await step(page, 'Jämfört med 2024').click();
    await expect(page.getByText('Inkomst2', { exact: true })).toBeVisible();
    await step(page, 'Kolumner').click();
    await expect(page.getByLabel('Kon läses som')).toHaveValue('category');
    await step(page, 'Filen').click();
    sigill.chooseSpecificationNext(path.join(folder, 'person.json'));
    await page.getByRole('button', { name: 'Öppna en sparad …' }).click();
    await expect(page.getByText('”person.json”', { exact: false })).toBeVisible();
    await expect(step(page, 'Jämfört med importspecifikationen')).toBeVisible();
    await page.getByLabel('Tabellen börjar på rad').fill('3');
    await expect(page.getByText(/39[89] rader/u)).toBeVisible();
    await page.getByLabel('Tabellen börjar på rad').fill('1');
    await expect(page.getByText('400 rader', { exact: false })).toBeVisible();
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'Avbryt' }).click();

    await page.getByRole('button', { name: 'Personer 2024: visa kvalitet och rader' }).click();
    await page.getByRole('button', { name: 'Ta bort …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
    await expect(page.getByText('Projektet har inga register ännu.', { exact: false })).toBeVisible();
    // That the window asks what is open before anything is, is no refusal: nothing is in the log.
    expect(sigill.log).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
