import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import type { Harness } from '../support/harness.ts';
import { emitTo, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers } from '../support/inventedEngine.ts';
import { expectSound, goTo, openDemonstration } from '../support/looking.ts';

/* Indikatorer over the production engine and a small demonstration project. */

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

const about = (page: Page): Locator => page.locator('[data-pane="about"]');
const tile = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const open = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Filtrera på namn eller faktor').fill(name);
  await page.getByRole('region', { name: 'Katalog' }).getByRole('button', { name }).first().click();
  await expect(about(page).getByRole('heading', { level: 1 })).toContainText(name);
};

test.describe('over the demonstration country', () => {
  test.beforeEach(async ({ page }) => {
    sigill = await openDemonstration(page);
    await goTo(page, 'Indikatorer');
    await expect(page.getByRole('heading', { name: 'Kriminalitet' })).toBeVisible();
  });

  test('the catalogue is sound in light and dark, and draws only what is near', async ({ page }) => {
    const drawn = page.getByRole('region', { name: 'Katalog' }).locator('canvas');
    await expect(drawn.first()).toBeVisible();
    const before = await drawn.count();
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'Mörkt' }).click();
    await expectSound(page, sigill);
    await page.getByRole('navigation', { name: 'Faktorer' }).getByRole('button', { name: 'Bakgrund' }).click();
    await expect.poll(async () => drawn.count()).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await expectSound(page, sigill);
  });

  test('the catalogue is filtered by name', async ({ page }) => {
    await page.getByLabel('Filtrera på namn eller faktor').fill('medelålder');
    await expect(page.getByRole('region', { name: 'Katalog' }).getByRole('listitem')).toHaveCount(1);
    await page.getByLabel('Filtrera på namn eller faktor').fill('finns inte');
    await expect(page.getByText('Ingen indikator stämmer med filtret.')).toBeVisible();
  });

  test('a page tells the definition in words, years, coverage and every area', async ({ page }) => {
    await open(page, 'Låg ekonomisk standard (SEI, del 1)');
    await expect(about(page)).toContainText('DispInkKE04 < 0,6 · (rikets median av DispInkKE04');
    await expect(about(page)).toContainText('RegistreradHelaAret är 1');
    await expect(about(page).getByRole('table').getByRole('row')).toHaveCount(3);
    await expect(about(page)).toContainText('områden har ett värde');
    await expect(page.locator('.ag-cell[col-id="value"]').first()).toHaveText(/^\d+,\d$/u);
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'Mörkt' }).click();
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'All indicators' }).click();
    await expect(page.getByRole('navigation', { name: 'Factors' })).toBeVisible();
  });

  test('values by sex are computed when they are asked for', async ({ page }) => {
    await open(page, 'Medelålder');
    await about(page).getByRole('button', { name: 'Beräkna även per kön' }).click();
    await expect(about(page).getByRole('columnheader', { name: 'Kvinnor' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('columnheader', { name: 'Män' }).last()).toBeVisible();
    await expectSound(page, sigill);
  });

  test('an area chosen on the page is chosen everywhere, and marked in the catalogue', async ({ page }) => {
    await open(page, 'Medelålder');
    const name = (await page.locator('.ag-cell[col-id="name"]').first().textContent()) ?? '';
    await page.locator('.ag-cell[col-id="name"]').first().click();
    await expect(about(page).getByText(/95 % osäkerhetsintervall/u)).toBeVisible();
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'Alla indikatorer' }).click();
    await expect(page.getByRole('region', { name: 'Katalog' }).getByText(name).first()).toBeVisible();
    await goTo(page, 'Områden');
    await expect(page.locator('[data-pane="card"]').getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page.locator('[data-pane="map"]').getByRole('heading').first()).toHaveText('Medelålder');
  });

  test('correlations warn of what measures almost the same, and any pair can be chosen', async ({ page }) => {
    await page.getByRole('radiogroup', { name: 'Visa' }).getByText('Samband').click();
    await expect(page.getByRole('heading', { name: 'Mäter nästan samma sak' })).toBeVisible();
    const pairs = page.locator('[data-pane="pairs"]');
    await expect(pairs.getByText(/räknas samma förhållande två gånger/u)).toBeVisible();
    await expectSound(page, sigill);
    const rows = await pairs.getByRole('row').count();
    await pairs.getByRole('combobox', { name: 'Gräns för samband' }).click();
    await page.getByRole('option', { name: 'från 0,80' }).click();
    await expect.poll(async () => pairs.getByRole('row').count()).toBeGreaterThan(rows);
    await pairs.getByRole('combobox', { name: 'Lodrätt' }).fill('Medelålder');
    await page.getByRole('option', { name: 'Medelålder', exact: true }).click();
    await expect(pairs.getByRole('figure')).toHaveAttribute('aria-label', /Medelålder lodrätt/u);
    // By keyboard: the points from left to right, with the name of the one pointed at; Enter chooses it.
    const picture = pairs.getByRole('figure');
    await picture.focus();
    await page.keyboard.press('Home');
    await expect(picture.getByRole('status')).not.toBeEmpty();
    const leftmost = (await picture.getByRole('status').textContent()) ?? '';
    await page.keyboard.press('ArrowRight');
    await expect(picture.getByRole('status')).not.toHaveText(leftmost);
    const [name = ''] = ((await picture.getByRole('status').textContent()) ?? '').split(',');
    await page.keyboard.press('Enter');
    await expect(page.getByText(name).first()).toBeVisible();
    await page.getByRole('radiogroup', { name: 'Sambandsmått' }).getByText('Linjärt (Pearson)').click();
    await page.getByRole('button', { name: 'Mörkt' }).click();
    await expectSound(page, sigill);
  });

  test('the page can be used without a pointer', async ({ page }) => {
    await tile(page, 'Medelålder, år').focus();
    await page.keyboard.press('Enter');
    await expect(about(page).getByRole('heading', { level: 1 })).toHaveText('Medelålder');
    await page.getByRole('button', { name: 'Nästa' }).focus();
    await page.keyboard.press('Enter');
    await expect(about(page).getByRole('heading', { level: 1 })).not.toHaveText('Medelålder');
  });
});

test.describe('without indicators', () => {
  test('says what to do next, and computes as a job that can be cancelled', async ({ page }) => {
    const emit = (name: string, payload: unknown): void => {
      void emitTo(page, name, payload).catch(() => undefined);
    };
    const router = createRouter(inventedHandlers({ open: true, bare: true, emit }), () => undefined);
    sigill = await startSigill(page.context(), page, router);
    await page.goto(`${ORIGIN}/`);
    await goTo(page, 'Indikatorer');
    await expect(page.getByText(/inga indikatorer är beräknade/u)).toBeVisible();
    await expectSound(page, sigill);
    await page.getByRole('button', { name: 'Beräkna indikatorer' }).click();
    await expect(page.getByRole('contentinfo').getByText('Beräknar indikatorer')).toBeVisible();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Avbryt' }).click();
    await expect(page.getByText(/inga indikatorer är beräknade/u)).toBeVisible();
    await page.getByRole('button', { name: 'Beräkna indikatorer' }).click();
    await expect(page.getByRole('heading', { name: 'Kriminalitet' })).toBeVisible();
  });

  test('an earlier version is held against the present one', async ({ page }) => {
    sigill = await startSigill(
      page.context(),
      page,
      createRouter(inventedHandlers({ open: true }), () => undefined),
    );
    await page.goto(`${ORIGIN}/`);
    await goTo(page, 'Indikatorer');
    await page.getByRole('region', { name: 'Katalog' }).getByRole('button').first().click();
    await about(page).getByText('Version 1, egen.json').click();
    await expect(about(page)).toContainText('Ändrat efter den: population.');
    await expect(about(page)).toContainText('områden har ett annat värde');
    const figure = about(page).getByRole('figure', { name: /med version 1 vågrätt och version 2 lodrätt/u });
    await figure.scrollIntoViewIfNeeded();
    await expect(figure).toBeVisible();
    await expectSound(page, sigill);
  });

  test('without a project leads to where one is opened', async ({ page }) => {
    sigill = await startSigill(
      page.context(),
      page,
      createRouter(inventedHandlers(), () => undefined),
    );
    await page.goto(`${ORIGIN}/`);
    await goTo(page, 'Indikatorer');
    await expect(page.getByRole('button', { name: 'Till Projekt' })).toBeVisible();
    await expectSound(page, sigill);
  });
});
