import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';

// The card of an area: why it stands where it stands, in words, parts, nearest changes, neighbours and comparison.

let sigill: Harness;
test.beforeEach(async ({ context, page }) => {
  sigill = await startSigill(
    context,
    page,
    createRouter(countryHandlers(), () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await page.getByRole('button', { name: /^Sammanvägning/u }).click();
  await expect(page.getByRole('grid', { name: 'Rangordning' }).getByRole('row').nth(5)).toBeVisible();
});
test.afterEach(async () => {
  expect(sigill.complaints).toEqual([]);
  await sigill.close();
});

const card = (page: Page): Locator => page.locator('[data-pane=assessment-why]');
const show = (page: Page): Locator => card(page).getByRole('combobox', { name: 'Vad kortet visar' });

test('the card explains in words, changes, neighbours and comparison, by every method', async ({ page }) => {
  await page.getByRole('grid', { name: 'Rangordning' }).getByRole('row').nth(2).click();
  await expect(card(page)).toContainText('har rang 2 av');
  await expect(card(page)).toContainText('hamnar högt främst för att');
  await show(page).selectOption({ label: 'Ändring' });
  await expect(card(page)).toContainText('ut ur de');
  await expect(card(page).getByRole('listitem').first()).toContainText('förbi');
  await show(page).selectOption({ label: 'Jämförelse' });
  await expect(card(page).getByRole('columnheader')).toHaveCount(5);
  await expect(card(page).getByRole('columnheader', { name: 'Riket' })).toBeVisible();
  await show(page).selectOption({ label: 'Grannar i rang' });
  const neighbour = card(page).getByRole('button').first();
  const name = ((await neighbour.textContent()) ?? '').replace(/^\d+\. /u, '').replace(/, .*$/u, '');
  await neighbour.click();
  await expect(card(page).getByRole('heading', { level: 2 })).toHaveText(name);
  for (const method of ['Antal problem', 'Socioekonomiskt index']) {
    await page.getByRole('toolbar').getByText(method, { exact: true }).click();
    await expect(card(page)).toContainText(method === 'Antal problem' ? 'Område' : 'är av områdestyp');
    await show(page).selectOption({ label: 'Ändring' });
    await expect(card(page)).toContainText('skulle, var för sig, föra området');
    await show(page).selectOption({ label: 'Grannar i rang' });
  }
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('importance stands beside the weight, and is told where it is far from it', async ({ page }) => {
  const note = page.getByText(/^\d+ indikator(?:er)? betyder mycket mer eller mindre än (?:sin vikt|sina vikter)\./u);
  await page.getByRole('textbox', { name: 'Vikt för Kriminalitet, som tal' }).fill('90');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('note', { name: 'Betydelse för indexet: Kriminalitet' })).toHaveText(/^\d+$/u);
  await expect(note).toBeVisible();
  await expect(page.getByRole('note', { name: /procent av vikten men/u }).first()).toContainText('!');
});
