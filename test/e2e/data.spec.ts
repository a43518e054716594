import { expect, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { emitTo, type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers, type InventedOptions } from '../support/inventedEngine.ts';
import { expectSound, goTo } from '../support/looking.ts';

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
  await page.getByText('Rader', { exact: true }).click();
  await expect(page.getByText('skrivs i projektets logg', { exact: false })).toBeVisible();
  await expectSound(page, sigill);
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

test('a year is removed only after a question', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Anmälda brott 2022: visa kvalitet och rader' }).click();
  await page.getByRole('button', { name: 'Ta bort …' }).click();
  await expect(page.getByRole('dialog')).toContainText('skrivs över');
  await expectSound(page, sigill);
  await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(page.getByRole('region', { name: 'Anmälda brott' }).getByRole('row')).toHaveCount(2);
});
