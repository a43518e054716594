import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { accessibilityFaults, goTo } from '../support/looking.ts';

let sigill: Harness;

test.beforeEach(async ({ context, page }) => {
  sigill = await startSigill(
    context,
    page,
    createRouter(countryHandlers(), () => undefined),
  );
});
test.afterEach(async () => {
  expect(sigill.complaints).toEqual([]);
  expect(sigill.outsideRequests).toEqual([]);
  await sigill.close();
});

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true }).first();
const numberIn = (text: string | null): number => Number((text ?? '').replaceAll(/[^\d,]/gu, '').replace(',', '.'));

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Namn', exact: true }).fill(name);
  const beside = dialog.getByRole('checkbox');
  if ((await beside.count()) > 0) await beside.check();
  await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('two saved assessments are compared: who moves, because of what, and what all of them single out', async ({
  page,
}) => {
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Scenarier');
  await expect(page.getByText('Inga scenarier är sparade')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Till Sammanvägning' }).click();
  await save(page, 'Utgångsläget');
  const weight = page.getByRole('slider').first();
  await weight.focus();
  await page.keyboard.press('End');
  await save(page, 'Tung första faktor');
  await goTo(page, 'Scenarier');

  await expect(page.getByRole('application', { name: 'Karta över skillnaden' })).toBeVisible();
  const split = page.getByRole('table', { name: 'Vad skillnaden beror på' });
  await expect(split.getByRole('row', { name: /^vikter och indikatorer/u })).toBeVisible();
  const newly = split.locator('tbody tr td:nth-child(3)');
  const sum = numberIn(await split.locator('tfoot td').first().textContent());
  const parts = (await newly.allTextContents()).map(numberIn);
  expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 1);
  expect(await accessibilityFaults(page)).toEqual([]);

  const view = page.getByRole('combobox', { name: 'Visa', exact: true });
  await view.selectOption({ label: 'Alla scenarier mot varandra' });
  await expect(page.getByRole('region', { name: 'Utpekade av alla 2', exact: true })).toBeVisible();
  await view.selectOption({ label: 'Rangordning genom alla scenarier' });
  await expect(page.getByLabel(/^De 50 högsta platserna i 2 scenarier/u)).toBeVisible();
  await view.selectOption({ label: 'Alla områden' });
  await expect(page.getByText('vikter och indikatorer').first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  const detail = region(page, 'Valt scenario');
  await detail.getByRole('textbox', { name: 'Kommentarer om scenariot' }).fill('Väg brott högre.');
  await detail.getByRole('button', { name: 'Kommentera', exact: true }).click();
  await expect(detail.getByText('anna 2026-11-20', { exact: true })).toBeVisible();
  await detail.getByRole('button', { name: 'Kopiera', exact: true }).click();
  await expect(region(page, 'Scenarier i projektet').getByText('Tung första faktor, kopia')).toBeVisible();
});

test('a file that comes back is shown place by place before it is merged', async ({ page }) => {
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Sammanvägning');
  await save(page, 'Utgångsläget');
  await goTo(page, 'Scenarier');
  await page.getByRole('button', { name: 'Ta in fil …' }).click();
  const dialog = page.getByRole('dialog');
  const rows = dialog.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(dialog.getByRole('checkbox').first()).toBeChecked();
  await expect(dialog.getByRole('checkbox').nth(1)).not.toBeChecked();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Som eget scenario' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(region(page, 'Scenarier i projektet').getByText('Från Boverket')).toBeVisible();
});
