import { expect, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { emitTo, type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers, type InventedOptions } from '../support/inventedEngine.ts';
import { expectSound } from '../support/looking.ts';

/* The states of Projekt, over an invented engine that can be slow, empty and wrong on demand. */

let sigill: Harness;
const start = async (page: Page, options: InventedOptions = {}): Promise<void> => {
  const emit: InventedOptions['emit'] = (name, payload) => {
    void emitTo(page, name, payload).catch(() => undefined);
  };
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(inventedHandlers({ emit, ...options }), () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
};
test.afterEach(async () => {
  await sigill.close();
});

test('without earlier projects it says so and offers the way on', async ({ page }) => {
  await start(page, { recent: 0 });
  await expect(page.getByText('Inget projekt har öppnats på den här datorn.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Välj fil …' })).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
});

test('a wrong passphrase is answered where it was typed, the right one opens', async ({ page }) => {
  await start(page, { passphrase: 'rätt häst' });
  await page.getByRole('button', { name: /Utanförskap 2021/u }).click();
  const field = page.getByLabel('Lösenfras', { exact: true });
  await expect(field).toBeFocused();
  await field.fill('fel');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Lösenfrasen', { exact: false })).toBeVisible();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await expectSound(page, sigill);
  await field.fill('rätt häst');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Demonstrationslandet');
});

test('the demonstration country opens with its known passphrase and shows registers by years', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: /Demonstrationslandet/u }).click();
  await page.getByRole('button', { name: 'Öppna', exact: true }).click();
  const matrix = page.getByRole('table', { name: 'Antal rader per register och år' });
  await expect(matrix.getByRole('row', { name: /Personer/u })).toContainText('500\u00a0000');
  await expect(
    matrix
      .getByRole('row', { name: /Röstberättigade/u })
      .getByRole('cell')
      .last(),
  ).toHaveText('–');
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Stäng projektet' }).click();
  await expect(page.getByText('Inget projekt är öppet')).toBeVisible();
});

test('a file can be chosen', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Välj fil …' }).click();
  await expect(page.getByText('Utanförskap 2023')).toBeVisible();
  await expect(page.getByLabel('Lösenfras', { exact: true })).toBeFocused();
});

test('the making of the country shows how far it has come, and opens what it made wherever one is', async ({
  page,
}) => {
  await start(page);
  await page.getByLabel('Antal personer').fill('40 000');
  await page.getByRole('button', { name: 'Skapa landet' }).click();
  const line = page.getByRole('contentinfo');
  await expect(line.getByRole('progressbar')).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('navigation').getByRole('button', { name: 'Områden' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(line).toContainText('Arbetet är klart.');
  await line.getByRole('button', { name: 'Dölj' }).click();
  await expect(line).toContainText('Inget arbete pågår');
});

test('the making can be stopped', async ({ page }) => {
  await start(page);
  await page.getByRole('button', { name: 'Skapa landet' }).click();
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('Arbetet avbröts. Inget har ändrats.');
  await expect(page.getByRole('button', { name: 'Skapa landet' })).toBeEnabled();
});

test('a project without indicators says what is missing', async ({ page }) => {
  await start(page, { open: true, bare: true });
  await expect(page.getByText('Inga indikatorer är beräknade. Beräkna dem under Indikatorer.')).toBeVisible();
  await expectSound(page, sigill);
});

test('the production engine makes the country, tells each step, and the window opens it', async ({ page }) => {
  sigill = await startSigill(page.context(), page);
  await page.goto(`${ORIGIN}/`);
  await page.getByLabel('Antal personer').fill('20 000');
  await page.getByRole('button', { name: 'Skapa landet' }).click();
  const line = page.getByRole('contentinfo');
  await expect(line.getByRole('progressbar')).toBeVisible();
  await expect(line.getByRole('progressbar')).not.toHaveAttribute('aria-label', 'Arbetar');
  await expect(page.getByRole('table', { name: 'Antal rader per register och år' })).toBeVisible({ timeout: 60_000 });
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Stäng projektet' }).click();
  await expect(page.getByRole('button', { name: /^Demonstrationslandet/u })).toBeVisible();
});
