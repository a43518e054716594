import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';

// What only a method file says, put on screen: exclusions, rules for missing values, thresholds of a base year.

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

async function change(page: Page, by: (method: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  await page.getByRole('button', { name: 'Metodfil' }).click();
  const field = page.getByRole('dialog').getByRole('textbox');
  const method = JSON.parse(await field.inputValue()) as Record<string, unknown>;
  await field.fill(JSON.stringify(by(method)));
  await page.getByRole('button', { name: 'Visa den här metoden' }).click();
}

test('areas that a method file leaves out are gone, told, and back after undo', async ({ page }) => {
  const list = page.getByRole('grid', { name: 'Rangordning' });
  const first = await list.getByRole('row').nth(1).getByRole('gridcell').nth(2).textContent();
  await change(page, (method) => ({
    ...method,
    exclude: [{ reason: 'för få boende', where: { column: 'crimes', above: 15 } }],
  }));
  await expect(page.getByText(/ undantagna$/u)).toBeVisible();
  await expect(list.getByRole('row').nth(1).getByRole('gridcell').nth(2)).not.toHaveText(first ?? '');
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/ undantagna$/u)).toBeHidden();
  await expect(list.getByRole('row').nth(1).getByRole('gridcell').nth(2)).toHaveText(first ?? '');
});

test('thresholds of a base year are fetched from the project and shown as numbers', async ({ page }) => {
  await page.getByRole('toolbar').getByText('Antal problem', { exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Gränsvärde för Trångbodda enligt norm 2, som tal' });
  const before = await field.inputValue();
  await change(page, (method) => ({
    ...method,
    baseYear: { name: '2022' },
    indicators: (method['indicators'] as { threshold: unknown }[]).map((one) => ({
      ...one,
      threshold: { percentile: 97, of: 'base-year' },
    })),
  }));
  await expect(field).not.toHaveValue(before);
  await expect(page.getByText('percentil 97').first()).toBeVisible();
  // What cannot be carried out says why, and what was shown stays.
  await change(page, (method) => ({ ...method, baseYear: { name: 'då' } }));
  await expect(page.getByRole('alert')).toContainText('årtal');
});

test('a text that is no method file is refused with its place, and axe finds nothing', async ({ page }) => {
  await page.getByRole('button', { name: 'Metodfil' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toHaveValue(/"kind": "index"/u);
  await dialog.getByRole('textbox').fill('{"version": 1, "kind": "sei", "indicators": ["a"]}');
  await page.getByRole('button', { name: 'Visa den här metoden' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Rad 1');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
