import { expect, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { expectSound } from '../support/looking.ts';

let sigill: Harness;

test.beforeEach(async ({ context, page }) => {
  sigill = await startSigill(
    context,
    page,
    createRouter(countryHandlers(), () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
});
test.afterEach(async () => {
  expect(sigill.complaints).toEqual([]);
  expect(sigill.outsideRequests).toEqual([]);
  await sigill.close();
});

test('the handbook opens at the chapter of the screen, is searched, and closes, all by keyboard', async ({ page }) => {
  await page.getByRole('button', { name: /^Grupper/u }).click();
  await page.keyboard.press('F1');
  const book = page.getByRole('dialog', { name: 'Handbok' });
  await expect(book.getByRole('heading', { name: 'Grupper', level: 3 })).toBeVisible();

  await book.getByRole('textbox', { name: 'Sök i handboken' }).fill('liggaren');
  await expect(book.getByRole('heading', { name: /ställen$/u })).toBeVisible();
  await book.getByRole('button', { name: /Utlämnande › Liggaren/u }).press('Enter');
  await expect(book.getByRole('heading', { name: 'Liggaren' })).toBeInViewport();

  await book.getByRole('textbox', { name: 'Sök i handboken' }).fill('qqqq');
  await expect(book.getByText('Inget i handboken stämmer med det du skrev.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(book).toBeHidden();
});

test('no one is shut out of it, in light and dark, and it speaks English too', async ({ page }) => {
  const book = page.getByRole('dialog');
  for (const scheme of ['Mörkt', 'Ljust']) {
    await page.getByRole('button', { name: scheme }).click();
    await page.getByRole('button', { name: 'Handbok (F1)', exact: true }).click();
    await expect(book.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await expectSound(page, sigill);
    await page.keyboard.press('Escape');
    await expect(book).toBeHidden();
  }
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Handbook' }).getByRole('heading', { level: 3 })).toHaveText('Project');
});
