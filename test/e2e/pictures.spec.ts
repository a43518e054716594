import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Harness } from '../support/harness.ts';
import { goTo, openDemonstration } from '../support/looking.ts';

/*
 * Takes the pictures of every screen that docs/pictures keeps: `SIGILL_PICTURES=1 npm run test:browser`. Ordinary runs
 * change no file.
 */

const FOLDER = path.resolve(import.meta.dirname, '../../docs/pictures');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

test.skip(process.env['SIGILL_PICTURES'] !== '1', 'pictures are taken only when SIGILL_PICTURES=1');

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

async function take(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    if ((await page.locator('html').getAttribute('data-mantine-color-scheme')) !== scheme)
      await page.getByRole('button', { name: scheme === 'dark' ? 'Mörkt' : 'Ljust' }).click();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      // Map and charts draw themselves anew when their pane has changed size and the pointer rests.
      await page.waitForTimeout(1200);
      await page.screenshot({ path: path.join(FOLDER, `${name}-${String(size.width)}-${scheme}.png`) });
    }
  }
}

test('every screen, light and dark, in two sizes', async ({ page }) => {
  test.setTimeout(300_000);
  sigill = await openDemonstration(page, async () => {
    await expect(page.getByRole('heading', { name: 'Demonstrationslandet' })).toBeVisible();
    await take(page, 'start');
  });
  await take(page, 'projekt');

  await goTo(page, 'Data');
  await expect(page.getByRole('button', { name: 'Personer 2023: visa kvalitet och rader' })).toBeVisible();
  await take(page, 'data');
  await page.getByRole('button', { name: 'Personer 2023: visa kvalitet och rader' }).click();
  await expect(page.getByRole('heading', { name: /^Anmärkningar/u })).toBeVisible();
  await take(page, 'data-kvalitet');

  await goTo(page, 'Områden');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.getByRole('columnheader').filter({ hasText: 'Anmälda brott' }).first().click();
  await page.locator('.ag-cell[col-id="area/name"]').nth(2).click();
  await page.mouse.move(5, 5);
  await take(page, 'omraden');

  await goTo(page, 'Sammanvägning');
  // A weight is pulled, so that something has moved.
  const weight = page.getByRole('textbox', { name: 'Vikt för Kriminalitet, som tal', exact: true });
  await weight.fill('45');
  await weight.press('Enter');
  await page.mouse.move(5, 5);
  await take(page, 'sammanvagning');
  for (const [method, name] of [
    ['Antal problem', 'sammanvagning-problem'],
    ['Socioekonomiskt index', 'sammanvagning-sei'],
  ] as const) {
    await page.getByRole('toolbar').getByText(method, { exact: true }).click();
    await take(page, name);
  }

  await goTo(page, 'Behov');
  await take(page, 'behov');

  await goTo(page, 'Grupper');
  await expect(page.getByText(/^\d+ grupper\. Den bästa/u)).toBeVisible({ timeout: 60_000 });
  await take(page, 'grupper');
  // The country has all three parts of the socio-economic index, so that its area types stand beside the groups.
  await page.getByRole('combobox', { name: 'Högra bilden' }).selectOption({ label: 'Spridning inom' });
  const spread = page.getByRole('region', { name: 'Spridning inom' });
  await expect(spread.getByRole('columnheader', { name: 'Områdestyperna fångar' })).toBeVisible();
});

test('Utlämnande, light and dark, in two sizes', async ({ page }) => {
  test.setTimeout(300_000);
  sigill = await openDemonstration(page, undefined, 'copy');
  await goTo(page, 'Utlämnande');
  const live = page.getByRole('region', { name: 'Osäkra celler just nu', exact: true });
  await page.getByRole('combobox', { name: 'Områden', exact: true }).selectOption({ label: 'Kommuner' });
  await page.getByRole('textbox', { name: 'Egen gräns för minsta antal' }).fill('40');
  await expect(live.getByRole('row', { name: /^Kommuner/u })).toHaveText(/\d{2,} av/u);
  await expect(live).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: /^Skydda/u }).click();
  await expect(page.getByText(/celler döljs för att de är osäkra/u)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Öppna alla områden' }).click();
  await page.getByRole('gridcell').filter({ hasText: / P$/u }).first().click();
  await expect(page.getByRole('region', { name: 'Varför cellen är dold', exact: true })).toBeVisible();
  await page.mouse.move(5, 5);
  await take(page, 'utlamnande');
});

test('Indikatorer, light and dark, in two sizes', async ({ page }) => {
  test.setTimeout(300_000);
  sigill = await openDemonstration(page);
  await goTo(page, 'Indikatorer');
  await expect(page.getByRole('heading', { name: 'Kriminalitet' })).toBeVisible();
  await take(page, 'indikatorer');
  await page.getByRole('radiogroup', { name: 'Visa' }).getByText('Samband').click();
  await expect(page.getByRole('heading', { name: 'Mäter nästan samma sak' })).toBeVisible();
  await take(page, 'indikatorer-samband');
  await page.getByRole('radiogroup', { name: 'Visa' }).getByText('Katalog').click();
  await page.getByRole('button', { name: 'Låg ekonomisk standard (SEI, del 1), %' }).click();
  await page.getByRole('button', { name: 'Beräkna även per kön' }).click();
  await expect(page.getByRole('columnheader', { name: 'Kvinnor' }).first()).toBeVisible({ timeout: 120_000 });
  await page.locator('.ag-cell[col-id="name"]').nth(2).click();
  await page.mouse.move(5, 5);
  await take(page, 'indikatorer-sida');
});
