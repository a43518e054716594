import { expect, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers } from '../support/inventedEngine.ts';
import { expectSound, goTo, openDemonstration } from '../support/looking.ts';

/* An indicator over the years: areas of a level, areas put together, and the break between divisions. */

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

const openFirst = async (page: Page): Promise<void> => {
  await goTo(page, 'Indikatorer');
  await page.getByRole('region', { name: 'Katalog' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Utveckling …' }).click();
};

test('areas are chosen into the chart, and area types are computed from the records', async ({ page }) => {
  sigill = await openDemonstration(page);
  await openFirst(page);
  const course = page.locator('[data-pane="course"]');
  await expect(course.getByRole('figure', { name: /för Riket\.$/u })).toBeVisible();
  const cell = page.locator('.ag-cell[col-id="name"]').first();
  const name = (await cell.textContent()) ?? '';
  await cell.click();
  await expect(course.getByRole('figure', { name: `för Riket, ${name}.` })).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('combobox', { name: 'Områden' }).click();
  await page.getByRole('option', { name: 'Områdestyper' }).click();
  await expect(page.locator('.ag-cell[col-id="name"]').first()).toHaveText(/förutsättningar|utmaningar/u, {
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('button', { name: 'To the indicator' })).toBeVisible();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'To the indicator' }).click();
  await expect(page.locator('[data-pane="about"]')).toBeVisible();
});

test('the break is marked, and areas with changed borders are named', async ({ page }) => {
  const line = (
    basis: 'comparable' | 'own',
    before: string[],
    after: string[],
    name: string,
  ): Output<'developments.areas'>['lines'][number] => ({ basis, before, after, name, municipality: 'Almby' });
  const handlers = {
    ...inventedHandlers({ open: true }),
    'developments.groupings': () => ({ own: [{ name: 'stadsdelar', areas: 3 }] }),
    'developments.areas': (): Output<'developments.areas'> => ({
      years: [2022, 2023, 2024],
      divisions: ['2020', '2020', '2025'],
      breakAt: 2024,
      nation: Float64Array.of(10, 11, 12),
      lines: [
        line('comparable', ['6001R001'], ['6001R001'], 'Norra hamnen'),
        line('own', ['6001R002'], [], 'Västra åsen'),
        line('own', [], ['6001R002'], 'Västra åsen'),
      ],
      values: Float64Array.of(9, 9.5, 10, 14, 15, NaN, NaN, NaN, 13),
      n: new Float64Array(9).fill(100),
      comparison: { comparable: 3075, changed: 282, ended: 6, created: 6, renamed: 44 },
      notSummed: null,
    }),
  };
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(handlers, () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await openFirst(page);
  await expect(page.getByText(/Från 2024 gäller indelningen 2025 i stället för 2020/u)).toBeVisible();
  await expect(page.getByText('ny indelning', { exact: true })).toBeVisible();
  await page.getByText('Ändrade gränser (2)').click();
  await expect(page.locator('.ag-cell[col-id="basis"]')).toHaveText([
    'ändrade gränser, bara före 2024',
    'ändrade gränser, bara från 2024',
  ]);
  await expectSound(page, sigill);
  await page.getByRole('checkbox', { name: 'Lägg samman områden med ändrade gränser' }).check();
  await expect(page.getByText(/3\s075 områden är jämförbara/u)).toBeVisible();
});
