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

async function open(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Behov');
  await expect(page.getByRole('application', { name: 'Karta över behoven' })).toBeVisible();
}
const pane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true }).first();
const numberIn = (text: string | null): number => Number((text ?? '').replaceAll(/\D/gu, ''));
const picture = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>('[role=application] canvas')?.toDataURL() ?? '');

test('every area has exactly one class, and the limits are the person’s own', async ({ page }) => {
  await open(page);
  const rows = pane(page, 'Klasser').getByRole('table').first().getByRole('row');
  const areas = async (): Promise<number[]> =>
    Promise.all(
      (await rows.all()).slice(1).map(async (row) => numberIn(await row.getByRole('cell').first().textContent())),
    );
  const before = await areas();
  expect(before.reduce((sum, count) => sum + count, 0)).toBe(3363);
  await page.getByRole('textbox', { name: 'Antal problem från vilket problematiken är stor' }).fill('2');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'Klasser').getByRole('button', { name: 'Stor, 2 eller fler' })).toBeVisible();
  const after = await areas();
  expect(after.reduce((sum, count) => sum + count, 0)).toBe(3363);
  // With a limit of two there are no parallel needs below it, and as many areas without any.
  expect(after[2]).toBe(0);
  expect(after[4]).toBe(before[4]);
});

test('a combination in the overlap picture and a factor light up on the map and in the list', async ({ page }) => {
  await open(page);
  const before = await picture(page);
  const column = pane(page, 'Behov som möts')
    .getByRole('button', { name: /områden, .* invånare$/u })
    .first();
  await column.click();
  await expect(column).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => await picture(page)).not.toBe(before);
  await page.getByRole('combobox', { name: 'Faktor att lista' }).selectOption({ label: 'Skolresultat' });
  const alone = page.getByText(/områden där bara den här faktorn är ett problem/u);
  await expect(alone).toBeVisible();
  const count = numberIn(((await alone.textContent()) ?? '').split(' område')[0] ?? '');
  const row = pane(page, 'Klasser').getByRole('row', { name: /^Skolresultat/u });
  expect(numberIn(await row.getByRole('cell').nth(1).textContent())).toBe(count);
  await page.getByRole('checkbox', { name: 'även där andra faktorer är problem' }).check();
  const all = page.getByText(/områden där faktorn är ett problem/u);
  expect(numberIn(((await all.textContent()) ?? '').split(' område')[0] ?? '')).toBe(
    numberIn(await row.getByRole('cell').first().textContent()),
  );
  await pane(page, 'Områden för Skolresultat').getByRole('button').first().click();
  await expect(pane(page, 'Områden för Skolresultat').locator('tr[data-selected=true]')).toHaveCount(1);
});

test('needs stand against the groups that were saved, as a matrix and as flows', async ({ page }) => {
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Behov');
  await expect(page.getByText('Spara en gruppering under Grupper')).toBeVisible();
  await goTo(page, 'Grupper');
  await expect(page.getByRole('region', { name: 'Grupperna', exact: true }).getByRole('listitem').nth(5)).toBeVisible();
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('textbox', { name: 'Namn', exact: true }).fill('Sex grupper');
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await goTo(page, 'Behov');
  const matrix = pane(page, 'Faktor och grupp').getByRole('table');
  // The groups' numbers, six factors, and how many areas each group has.
  await expect(matrix.getByRole('row')).toHaveCount(8);
  await matrix.getByRole('button', { name: /^Kriminalitet i grupp 1/u }).click();
  await page.getByText('Flöden', { exact: true }).click();
  await expect(page.getByRole('figure', { name: /^Hur 3\s?\d{3} områden/u })).toBeVisible();
  await page.getByText('Invånare', { exact: true }).last().click();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('everything is reached by keyboard and named, in light and dark, and speaks English too', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await open(page, scheme);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('application', { name: 'Map of the needs' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Very large, 5 or more' })).toBeVisible();
  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-pane'))).not.toBeNull();
});
