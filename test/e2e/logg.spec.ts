import { expect, test } from '@playwright/test';
import type { Harness } from '../support/harness.ts';
import { expectSound, goTo, openDemonstration } from '../support/looking.ts';

/* Logg: what was done in the project, found by kind and by words, and whether the chain is whole. */

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

test('the log tells what was done, the newest first, and what was refused a moment ago', async ({ page }) => {
  sigill = await openDemonstration(page, undefined, 'copy');
  await goTo(page, 'Logg');
  const table = page.getByRole('table', { name: /^Loggens poster/u });
  const rows = table.getByRole('row');
  // The first row is the head.
  await expect(rows.nth(1)).toContainText('Projektet öppnat');
  await expect(rows.last()).toContainText('Projektet skapat');
  await expect(page.getByText(/Hel: \d+ poster$/u)).toBeVisible();
  await expectSound(page, sigill);

  await page.getByRole('textbox', { name: 'Sök' }).fill('indikatorer beräknade');
  // Another test may have computed them again in the project that this one is a copy of.
  await expect(rows.filter({ hasText: 'Projektet skapat' })).toHaveCount(0);
  await expect(rows.nth(1)).toContainText('Indikatorer beräknade');
  await expect(
    rows
      .nth(1)
      .getByText(/^\d+ uppgifter$/u)
      .first(),
  ).toBeVisible();
  await page.getByRole('textbox', { name: 'Sök' }).fill('finns inte');
  await expect(page.getByText('Inga poster stämmer med det du sökte.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Sök' }).fill('');

  await page.keyboard.press('Control+p');
  await page.getByText('Nekat', { exact: true }).click();
  await page.getByRole('button', { name: 'Läs om' }).click();
  await expect(rows.nth(1)).toContainText('Nekat i fönstret');
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('Refused in the window');
  await expectSound(page, sigill);
});
