import { expect, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers } from '../support/inventedEngine.ts';
import { expectSound, goTo } from '../support/looking.ts';

/* The frame around every part, over an invented engine: what it shows does not depend on the data. */

let sigill: Harness;
const start = async (page: Page, open: boolean): Promise<void> => {
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(inventedHandlers({ open }), () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await expect(page.getByRole('navigation')).toBeVisible();
};
test.afterEach(async () => {
  await sigill.close();
});

const PARTS = {
  sv: [
    'Projekt',
    'Data',
    'Indikatorer',
    'Områden',
    'Sammanvägning',
    'Behov',
    'Grupper',
    'Scenarier',
    'Förändring',
    'Utlämnande',
    'Logg',
  ],
  en: [
    'Project',
    'Data',
    'Indicators',
    'Areas',
    'Assessment',
    'Needs',
    'Groups',
    'Scenarios',
    'Change',
    'Release',
    'Log',
  ],
};

test('every part opens and says what it is for before there is a project, in both languages', async ({ page }) => {
  await start(page, false);
  for (const language of ['sv', 'en'] as const) {
    for (const part of PARTS[language].slice(1)) {
      await goTo(page, part);
      await expect(page.getByRole('main', { name: part }).getByRole('heading', { level: 1 })).toHaveText(part);
      await expect(page.getByRole('button', { name: language === 'sv' ? 'Till Projekt' : 'To Project' })).toBeVisible();
    }
    await expectSound(page, sigill);
    if (language === 'sv') await page.getByRole('button', { name: 'Switch to English' }).click();
  }
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('what is on screen is said not to be checked, as soon as there is something', async ({ page }) => {
  await start(page, true);
  await expect(page.getByRole('button', { name: 'Ej röjandekontrollerat' })).toBeVisible();
  await page.getByRole('button', { name: 'Stäng projektet' }).click();
  await expect(page.getByRole('button', { name: 'Ej röjandekontrollerat' })).toHaveCount(0);
});

test('the palette goes to parts, colours the map and finds areas', async ({ page }) => {
  await start(page, true);
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Gå till en del, ett område eller en indikator' });
  await search.fill('behov');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main', { name: 'Behov' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await search.fill('meritvärde');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Karta' }).getByRole('heading')).toHaveText('Meritvärde, medelvärde');
  await page.keyboard.press('Control+k');
  await search.fill('6601R001');
  await expectSound(page, sigill);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Områdeskort' }).first()).toContainText('6601R001');
  expect(sigill.complaints).toEqual([]);
});

test('F6 walks through the panes and back', async ({ page }) => {
  await start(page, true);
  await goTo(page, 'Områden');
  await expect(page.getByRole('grid')).toBeVisible();
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
  const seen: (string | null | undefined)[] = [];
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press('F6');
    seen.push(await focused());
  }
  expect(seen).toEqual(['map', 'list', 'card', 'job', 'top', 'navigation', 'map']);
  await page.keyboard.press('Shift+F6');
  expect(await focused()).toBe('navigation');
});

test('language and appearance are remembered; nothing else is kept', async ({ page }) => {
  await start(page, true);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await goTo(page, 'Areas');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('gridcell').first().click();
  await page.reload();
  await expect(page.getByRole('navigation')).toContainText('Areas');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(await page.evaluate(() => Object.keys(localStorage).sort())).toEqual(['sigill-language', 'sigill-scheme']);
  expect(await page.evaluate(() => [sessionStorage.length, document.cookie])).toEqual([0, '']);
});

test('figures are not copied, and the bottom line says why; names and codes are', async ({ page }) => {
  await start(page, true);
  await goTo(page, 'Områden');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.getByRole('gridcell').first().click();
  const card = page.locator('[data-pane="card"]');
  const copied = (): Promise<string> =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener(
            'copy',
            (event) => setTimeout(() => resolve(event.defaultPrevented ? 'stopped' : 'copied')),
            {
              capture: true,
              once: true,
            },
          );
          document.execCommand('copy');
          setTimeout(() => resolve('no event'), 1000);
        }),
    );
  const select = (selector: string): Promise<void> =>
    card
      .locator(selector)
      .first()
      .evaluate((element) => {
        document.getSelection()?.selectAllChildren(element);
      });
  await select('h1');
  expect(await copied()).toBe('copied');
  await card.evaluate((element) => {
    document.getSelection()?.selectAllChildren(element);
  });
  expect(await copied()).toBe('stopped');
  await expect(page.getByRole('contentinfo')).toContainText('kan inte kopieras');
  await expectSound(page, sigill);
});
