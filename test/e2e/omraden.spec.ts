import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Harness } from '../support/harness.ts';
import { expectSound, goTo, openDemonstration } from '../support/looking.ts';

/* Områden over the production engine and a small demonstration project. */

let sigill: Harness;
test.beforeEach(async ({ page }) => {
  sigill = await openDemonstration(page);
  await goTo(page, 'Områden');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
});
test.afterEach(async () => {
  await sigill.close();
});

const CRIMES = /^Anmälda brott per 1\s000 invånare$/u;

const card = (page: Page): Locator => page.locator('[data-pane="card"]');
const map = (page: Page): Locator => page.getByRole('application');
const tooltip = (page: Page): Locator => map(page).getByRole('presentation');
/** The cells of a column as they stand, from the top. */
const column = (page: Page, id: string): Promise<string[]> =>
  page
    .locator(`.ag-cell[col-id="${id}"]`)
    .evaluateAll((cells) =>
      cells
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((cell) => cell.textContent ?? ''),
    );
const figure = (written: string): number => Number(written.replaceAll(/\s/gu, '').replace(',', '.'));

test('the screen is sound in light and dark, with and without a chosen area', async ({ page }) => {
  await expectSound(page, sigill);
  await page.getByRole('gridcell').first().click();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expectSound(page, sigill);
});

test('figures are right-aligned with Swedish decimals, and units stand in the heading only', async ({ page }) => {
  const cell = page.locator('.ag-cell[col-id="reported-crimes"]').first();
  expect(await cell.textContent()).toMatch(/^\d+,\d$/u);
  expect(await cell.evaluate((element) => getComputedStyle(element).textAlign)).toBe('right');
  await expect(page.getByRole('columnheader', { name: CRIMES })).toBeVisible();
});

test('sorts by a column, missing values last both ways', async ({ page }) => {
  const heading = page.getByRole('columnheader', { name: CRIMES });
  await heading.click();
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  const falling = (await column(page, 'reported-crimes')).map(figure);
  expect(falling).toEqual(falling.toSorted((a, b) => b - a));
  await heading.click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  const rising = (await column(page, 'reported-crimes')).map(figure);
  expect(rising.some(Number.isNaN)).toBe(false);
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
});

test('filters by name and says how many are left', async ({ page }) => {
  await page.getByLabel('Filtrera på namn, kommun, kod').fill('6601R00');
  await expect(page.getByText(/^\d+ av 3\s363 områden$/u)).toBeVisible();
  await page.getByLabel('Filtrera på namn, kommun, kod').fill('finns inte');
  await expect(page.getByText('Inget stämmer med filtret')).toBeVisible();
});

test('columns can be chosen, and n shown', async ({ page }) => {
  await page.getByRole('button', { name: 'Kolumner' }).click();
  await page.getByRole('checkbox', { name: 'Visa n för varje indikator' }).check();
  await page.getByRole('checkbox', { name: 'Invånare', exact: true }).uncheck();
  await expectSound(page, sigill);
  await page.keyboard.press('Escape');
  await expect(page.locator('.ag-cell[col-id="reported-crimes/n"]').first()).toBeVisible();
  await expect(page.locator('.ag-cell[col-id="area/population"]')).toHaveCount(0);
});

test('pointing in the list lights up the map, and pointing in the map the list', async ({ page }) => {
  const row = page.locator('.ag-cell[col-id="area/name"]').nth(3);
  const name = (await row.textContent()) ?? '';
  await row.hover();
  await expect(tooltip(page)).toBeVisible();
  await expect(tooltip(page)).toContainText(name);
  const box = await map(page).boundingBox();
  expect(box).not.toBeNull();
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(tooltip(page)).toContainText('Anmälda brott');
  await page
    .getByLabel('Filtrera på namn, kommun, kod')
    .fill((await tooltip(page).locator('div').first().textContent()) ?? '');
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2 + 1, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(page.locator('.ag-row[class*="hovered"]').first()).toBeAttached();
});

test('choosing in the map opens the card and marks the row; choosing a row marks the map', async ({ page }) => {
  const box = await map(page).boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  const chosen = page.locator('.ag-row-selected').first();
  await expect(chosen).toBeVisible();
  const name = await page.locator('.ag-row-selected .ag-cell[col-id="area/name"]').first().textContent();
  await expect(card(page).getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  await expectSound(page, sigill);
});

test('the whole screen can be used without a pointer', async ({ page }) => {
  await page.getByRole('navigation').getByRole('button', { name: 'Områden' }).focus();
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(page.locator('[data-pane="list"]')).toBeFocused();
  await page.locator('.ag-cell').first().focus();
  await page.keyboard.press('ArrowDown');
  const first = await card(page).getByRole('heading', { level: 1 }).textContent();
  await page.keyboard.press('ArrowDown');
  await expect(card(page).getByRole('heading', { level: 1 })).not.toHaveText(first ?? '');
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page).getByRole('heading', { level: 1 })).toHaveText('Riket');
  await expect(page.locator('.ag-row-selected')).toHaveCount(0);
});

test('the search finds areas, municipalities and counties, and the map goes there', async ({ page }) => {
  const search = page.getByPlaceholder('Sök område, kommun eller län');
  await search.fill('6601R001');
  await page.keyboard.press('Enter');
  await expect(card(page)).toContainText('6601R001');
  await search.fill('60');
  await page.keyboard.press('Enter');
  expect(await page.locator('.ag-row-selected').count()).toBeGreaterThan(1);
});

test('the indicator picked colours map, legend and distribution, and can be read as a table', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Färga kartan efter' }).click();
  await page.getByRole('option', { name: 'Medelålder' }).click();
  const pane = page.locator('[data-pane="map"]');
  await expect(pane.getByRole('heading').first()).toHaveText('Medelålder');
  const classes = await pane
    .getByRole('list', { name: 'Klasser: gränser och antal områden' })
    .getByRole('listitem')
    .count();
  expect(classes).toBeGreaterThan(4);
  await pane.getByRole('button', { name: 'Visa som tabell' }).click();
  const rows = await pane.getByRole('table').getByRole('row').count();
  expect(rows).toBeGreaterThan(30);
  await expectSound(page, sigill);
});

test('class limits are pulled, typed, made more and fewer, and undone, with their counts', async ({ page }) => {
  const pane = page.locator('[data-pane="map"]');
  const legend = pane.getByRole('list', { name: 'Klasser: gränser och antal områden' });
  const counts = async (): Promise<number[]> =>
    (await legend.locator('li > span:nth-child(3)').allTextContents()).map(figure);
  const field = pane.getByRole('textbox', { name: 'Klassgräns 2, som tal' });
  const handle = pane.getByRole('slider', { name: 'Klassgräns 2', exact: true });
  const classes = (await counts()).length;
  const [first, before] = [await counts(), await field.inputValue()];
  const box = await handle.boundingBox();
  const next = await pane.getByRole('slider', { name: 'Klassgräns 3', exact: true }).boundingBox();
  if (box === null || next === null) throw new Error('the limits are not on screen');
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move((box.x + next.x) / 2 + box.width / 2, box.y + 20, { steps: 4 });
  await expect(field).not.toHaveValue(before);
  await page.mouse.up();
  await expect(pane.getByRole('combobox', { name: 'Hur klasserna delas' })).toHaveValue('fixed');
  const pulled = await counts();
  expect(pulled).not.toEqual(first);
  expect(pulled.reduce((sum, count) => sum + count, 0)).toBe(first.reduce((sum, count) => sum + count, 0));
  // By keyboard, by a number that is typed, and back again.
  const dragged = await field.inputValue();
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => figure(await field.inputValue())).toBeGreaterThan(figure(dragged));
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue(dragged);
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue(before);
  await expect.poll(counts).toEqual(first);
  await pane.getByRole('button', { name: 'En klass till' }).click();
  await expect.poll(async () => (await counts()).length).toBe(classes + 1);
  await pane.getByRole('button', { name: 'En klass färre' }).click();
  await expect.poll(async () => (await counts()).length).toBe(classes);
  await pane.getByRole('slider').first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await counts()).length).toBe(classes - 1);
  await expectSound(page, sigill);
  // The upper half is chosen from the picture by keyboard: Space begins a frame, and ends it.
  await pane.getByRole('figure', { name: /^Dra över staplarna/u }).focus();
  await page.keyboard.press('Space');
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await expect(card(page).getByRole('heading', { level: 1 })).not.toHaveText('Riket');
});

test('another year keeps the chosen area, another level does not', async ({ page }) => {
  await page.getByRole('gridcell').first().click();
  // The card tells of the country until the choice has reached it.
  await expect(card(page).getByRole('heading', { level: 1 })).not.toHaveText('Riket');
  const name = await card(page).getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('combobox', { name: 'År' }).click();
  await page.getByRole('option', { name: '2022' }).click();
  await expect(page.locator('[data-pane="map"]')).toContainText('2022');
  await expect(card(page).getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  await page.getByRole('radiogroup', { name: 'Nivå' }).getByText('Kommun').click();
  await expect(card(page).getByRole('heading', { level: 1 })).toHaveText('Riket');
  await expect(page.locator('[data-pane="list"]')).toContainText('290 områden');
  await expectSound(page, sigill);
});
