import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Harness } from '../support/harness.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WithSigill } from '../../shared/ipc/api.ts';
import type { Draft } from '../../shared/ipc/tables.ts';
import { accessibilityFaults, expectSound, goTo, openDemonstration, picture } from '../support/looking.ts';

/* The tables of a release: put together with a live count, protected, explained, attacked, compared, laid into the draft. */

const DEMONSTRATION_PLAN = path.resolve(import.meta.dirname, '../../resources/tables/demonstration.json');

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

const pane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const live = (page: Page): Locator => pane(page, 'Osäkra celler just nu');

/** Opens the tables, and waits until the first table has been counted. */
async function open(page: Page, own: 'shared' | 'copy' = 'shared'): Promise<void> {
  sigill = await openDemonstration(page, undefined, own);
  await goTo(page, 'Utlämnande');
  await counted(page);
}

async function counted(page: Page): Promise<void> {
  await expect(live(page)).toHaveAttribute('aria-busy', 'false');
  await expect(live(page).getByText(/osäkra celler av/u)).toBeVisible();
}

/** Coarser areas, so that the small country of the tests is protected in a moment. */
async function byMunicipality(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Områden', exact: true }).selectOption({ label: 'Kommuner' });
  await expect(live(page).getByRole('row', { name: /^RegSO/u })).toHaveCount(0);
  // So few people live here that many municipalities have less than forty men.
  await page.getByRole('textbox', { name: 'Egen gräns för minsta antal' }).fill('40');
  await expect(live(page).getByRole('row', { name: /^Kommuner/u })).toHaveText(/\d{2,} av/u);
  await counted(page);
}

async function protect(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Skydda/u }).click();
  await expect(page.getByText(/celler döljs för att de är osäkra/u)).toBeVisible({ timeout: 60_000 });
}

test('every change counts the unsafe cells anew, and is undone', async ({ page }) => {
  await open(page);
  const rows = live(page).getByRole('row');
  await expect(rows.filter({ hasText: 'RegSO' })).toHaveCount(1);
  const figure = live(page).getByRole('paragraph').first();
  const before = (await figure.textContent()) ?? '';
  await page.getByRole('textbox', { name: 'Egen gräns för minsta antal' }).fill('10');
  await expect(figure).not.toHaveText(before);
  await counted(page);
  await page.getByRole('button', { name: 'Ångra (Ctrl Z)' }).click();
  await expect(figure).toHaveText(before);
  await page.getByRole('button', { name: 'Gör om (Ctrl Skift Z)' }).click();
  await expect(figure).not.toHaveText(before);
  // A limit below that of the rules is refused where it is written.
  await page.getByRole('textbox', { name: 'Egen gräns för minsta antal' }).fill('2');
  await expect(live(page).getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Skydda tabellen' })).toBeDisabled();
  await expectSound(page, sigill);
});

test('hidden cells are marked and explained, by pointer and by keyboard', async ({ page }) => {
  await open(page);
  await byMunicipality(page);
  await protect(page);
  await page.getByRole('button', { name: 'Öppna alla områden' }).click();
  const hidden = page.getByRole('gridcell').filter({ hasText: / P$/u }).first();
  await hidden.click();
  const why = pane(page, 'Varför cellen är dold');
  await expect(why.getByText('Litet antal')).toBeVisible();
  await expect(why.getByText(/Ska räcka från/u)).toBeVisible();
  await expectSound(page, sigill);
  const partner = why.getByRole('list').nth(1).getByRole('button').first();
  const name = (await partner.textContent()) ?? '';
  await partner.click();
  await expect(why.getByRole('heading', { level: 2 })).toHaveText(name);
  await page.keyboard.press('Escape');
  await expect(why).toHaveCount(0);
  await hidden.focus();
  await page.keyboard.press('Enter');
  await expect(why).toBeVisible();
  await page.getByText('Som den lämnas ut', { exact: true }).click();
  await expect(page.getByRole('gridcell').filter({ hasText: / P$/u })).toHaveCount(0);
  await expect(page.getByRole('gridcell', { name: '..', exact: true }).first()).toBeVisible();
});

test('the attack is a picture with its table, and methods stand side by side', async ({ page }) => {
  await open(page);
  await byMunicipality(page);
  await protect(page);
  await page.getByText('Angrepp', { exact: true }).click();
  await expect(
    page.getByText(/osäkra celler med det som en läsare kan räkna ut.*; 0 är inte nog skyddade/u),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Nästa', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(pane(page, 'Varför cellen är dold').getByText(/Ska räcka från/u)).toBeVisible();
  await expect(page.getByText(/, skyddad$/u)).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Visa som tabell' }).click();
  await expect(page.getByRole('columnheader', { name: 'Ska nå upp till' })).toBeVisible();
  await page.getByText('Metoder', { exact: true }).click();
  await page.getByRole('button', { name: 'Jämför metoder' }).click();
  await expect(page.getByRole('rowheader', { name: 'Undertryckning (dölja celler)' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('rowheader', { name: 'Avrundning till närmaste 40' })).toBeVisible();
  await expectSound(page, sigill);
});

test('a table is laid into the draft of the project, changed there, and taken out again', async ({ page }) => {
  await open(page, 'copy');
  await page.getByRole('button', { name: 'Lägg i utkastet' }).click();
  await expect(page.getByRole('button', { name: 'Ligger i utkastet' })).toBeDisabled();
  await page.getByRole('button', { name: 'Utkast (1)' }).click();
  await expect(page.getByText(/^Tabeller i utkastet, 20\d\d$/u)).toBeVisible();
  await page.getByRole('button', { name: /^Ta bort .* ur utkastet$/u }).click();
  await expect(page.getByText('Inga tabeller ännu.')).toBeVisible();
  await page.getByRole('button', { name: 'Ångra i utkastet' }).click();
  await expect(page.getByRole('button', { name: /^Ta bort .* ur utkastet$/u })).toBeVisible();
  await page.keyboard.press('Escape');
  // It stands in the project, whatever screen is gone to.
  await goTo(page, 'Data');
  await goTo(page, 'Utlämnande');
  await expect(page.getByRole('button', { name: 'Utkast (1)' })).toBeVisible();
});

test('lists of the draft are told with what they stand on, taken out, and put back', async ({ page }) => {
  sigill = await openDemonstration(page, undefined, 'copy');
  const plan: unknown = JSON.parse(readFileSync(DEMONSTRATION_PLAN, 'utf8'));
  const saved = await page.evaluate(
    async (draft) =>
      (globalThis as unknown as WithSigill).sigill.request('tables.saveDraft', { draft: draft as Draft }),
    plan,
  );
  expect(saved.ok).toBe(true);
  await goTo(page, 'Utlämnande');
  await counted(page);
  await page.getByRole('button', { name: 'Utkast (6)' }).click();
  const lists = page.getByRole('list', { name: 'Listor, grupper och behov i utkastet' });
  await expect(lists.getByRole('listitem')).toHaveCount(2);
  await expect(lists).toContainText('Sammanvägning: nivå');
  await expect(lists).toContainText('Grupper: gruppernas profiler');
  await expectSound(page, sigill);
  await picture(page, 'utkast-listor');
  await lists.getByRole('button', { name: /^Ta bort Nivåer .* ur utkastet$/u }).click();
  await expect(lists.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Ångra i utkastet' }).click();
  await expect(lists.getByRole('listitem')).toHaveCount(2);
  // Without a table that it stands on, a list says which it lacks.
  await page
    .getByRole('button', { name: /^Ta bort .*hyresrätt.* ur utkastet$/iu })
    .first()
    .click();
  await expect(lists.getByText(/^Tabellen finns inte i utkastet: hyresratt/u)).toHaveCount(2);
  await expectSound(page, sigill);
  await picture(page, 'utkast-listor-saknar');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Utkast' }).click();
  await expect(lists.getByRole('listitem')).toHaveCount(2);
  await expectSound(page, sigill);
  await picture(page, 'utkast-flik');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('list', { name: 'Lists, groups and needs of the draft' })).toContainText(
    'Assessment: level',
  );
});

test('in the dark and in English', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('button', { name: 'Protect the table' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Unsafe cells just now' }).getByText(/unsafe cells of/u)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(sigill.complaints).toEqual([]);
});
