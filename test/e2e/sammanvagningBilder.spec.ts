import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter, type Handlers } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedHandlers } from '../support/inventedEngine.ts';

// The further views of an assessment: linked with list, map and card, each also as a table.

let sigill: Harness;
test.afterEach(async () => {
  expect(sigill.complaints).toEqual([]);
  await sigill.close();
});

async function open(page: Page, handlers: Handlers): Promise<void> {
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(handlers, () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await page.getByRole('button', { name: /^Sammanvägning/u }).click();
  await expect(list(page).getByRole('row').nth(5)).toBeVisible();
}

const small = (): Handlers => inventedHandlers({ areas: 200, open: true });
const list = (page: Page): Locator => page.getByRole('grid', { name: 'Rangordning' });
const pane = (page: Page): Locator => page.locator('[data-pane=assessment-views]');
const show = async (page: Page, label: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Bild', exact: true }).selectOption({ label });
};

/** Drags over a picture, from and to in shares of its width and height. */
async function drag(
  page: Page,
  picture: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await picture.boundingBox();
  if (box === null) throw new Error('the picture is not on screen');
  const at = ([x, y]: readonly [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 3 });
  await page.mouse.move(...at(to), { steps: 3 });
  await page.mouse.up();
}

test('a brush in a picture chooses areas, and the list and the card follow', async ({ page }) => {
  await open(page, small());
  const selected = list(page).getByRole('row', { selected: true });
  await show(page, 'Indexets fördelning');
  await drag(page, pane(page).getByRole('figure', { name: /^Dra över staplarna/u }), [0.5, 0.5], [0.99, 0.6]);
  await expect.poll(async () => await selected.count()).toBeGreaterThan(3);
  await expect(page.locator('[data-pane=assessment-why]')).toContainText('har rang');
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
  await show(page, 'Spridning');
  await drag(page, pane(page).getByRole('figure', { name: /^Varje område efter två mått/u }), [0.4, 0.02], [0.98, 0.4]);
  await expect.poll(async () => await selected.count()).toBeGreaterThan(1);
});

test('every view has its picture and its table, and axe finds nothing', async ({ page }) => {
  await open(page, small());
  await page.getByRole('textbox', { name: 'Vikt för Kriminalitet, som tal' }).fill('70');
  await page.keyboard.press('Enter');
  for (const label of ['Spridning', 'Alla indikatorer', 'Rang före och nu', 'Kommun']) {
    await show(page, label);
    await expect(pane(page).getByRole('figure')).toBeVisible();
    await pane(page).getByRole('button', { name: 'Tabell' }).click();
    await expect(pane(page).getByText('Område', { exact: true }).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('[data-pane=assessment-views]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${label} ${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
    await pane(page).getByRole('button', { name: 'Tabell' }).click();
  }
});

test('rank intervals are drawn when asked for, and stand in the list, on the card and on the map', async ({ page }) => {
  await open(page, small());
  await list(page).getByRole('row').nth(2).click();
  await show(page, 'Osäkerhet');
  await pane(page)
    .getByRole('button', { name: /^Dra 10/u })
    .click();
  await expect(pane(page).getByText(/säkert i topp 5 %/u)).toBeVisible({ timeout: 60_000 });
  await expect(pane(page).getByText(/^Räknat för tidigare inställningar/u)).toBeHidden();
  await expect(list(page).getByRole('columnheader', { name: '90 %' })).toBeVisible();
  await expect(page.locator('[data-pane=assessment-why]')).toContainText('90 %-intervall');
  await page.getByText('Säkerhet', { exact: true }).click();
  await expect(page.getByText('Blekare: rangen är mindre säker')).toBeVisible();
  await pane(page).getByRole('button', { name: 'Välj de säkra' }).click();
  await expect.poll(async () => await list(page).getByRole('row', { selected: true }).count()).toBeGreaterThan(1);
  await page.getByRole('textbox', { name: 'Vikt för Kriminalitet, som tal' }).fill('70');
  await page.keyboard.press('Enter');
  await expect(pane(page).getByText(/^Räknat för tidigare inställningar/u)).toBeVisible();
});

test('draws of a whole country can be stopped', async ({ page }) => {
  await open(page, countryHandlers());
  await show(page, 'Osäkerhet');
  await pane(page)
    .getByRole('button', { name: /^Dra 10/u })
    .click();
  await pane(page).getByRole('button', { name: 'Avbryt' }).click();
  await expect(pane(page).getByRole('button', { name: /^Dra 10/u })).toBeVisible();
  await expect(pane(page).getByText(/säkert i topp 5 %/u)).toBeHidden();
});

test('the index is parted by shares, quantiles, natural limits or equal steps, each with its counts', async ({
  page,
}) => {
  await open(page, small());
  const legend = page.getByRole('figure', { name: 'Teckenförklaring' });
  const counts = async (): Promise<number[]> =>
    (await legend.locator('li > span:last-child').allTextContents()).map(Number);
  const classing = page.getByRole('combobox', { name: 'Hur klasserna delas' });
  await classing.selectOption({ label: 'Lika många i varje' });
  await expect(legend.getByRole('listitem').first()).toContainText('från');
  await expect.poll(async () => Math.max(...(await counts())) - Math.min(...(await counts()))).toBeLessThan(4);
  await classing.selectOption({ label: 'Lika steg' });
  await expect.poll(async () => Math.max(...(await counts())) - Math.min(...(await counts()))).toBeGreaterThan(10);
  const equal = await counts();
  await classing.selectOption({ label: 'Naturliga gränser' });
  await expect.poll(counts).not.toEqual(equal);
  expect((await counts()).reduce((sum, count) => sum + count, 0)).toBe(200);
});

test('limits of the index are set by hand, follow into the method file, and are undone', async ({ page }) => {
  await open(page, small());
  await show(page, 'Indexets fördelning');
  const legend = page.getByRole('figure', { name: 'Teckenförklaring' });
  const labels = async (): Promise<string[]> => await legend.locator('li > span:nth-child(2)').allTextContents();
  const before = await labels();
  const field = pane(page).getByRole('textbox', { name: 'Klassgräns 1, som tal' });
  const at = await field.inputValue();
  await field.fill('−0,96');
  await page.keyboard.press('Enter');
  await expect.poll(labels).toContain('under −0,96');
  expect((await labels()).some((label) => label.startsWith('−0,96 till '))).toBe(true);
  await drag(page, pane(page).getByRole('slider', { name: 'Klassgräns 5', exact: true }), [0.5, 0.05], [3, 0.05]);
  await page.getByRole('button', { name: 'Metodfil' }).click();
  const written = await page.getByRole('dialog').getByRole('textbox').inputValue();
  expect((JSON.parse(written) as { classes: unknown }).classes).toMatchObject({
    kind: 'fixed',
    limits: expect.arrayContaining([-0.96]),
  });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: /^Ångra/u }).click();
  await page.getByRole('button', { name: /^Ångra/u }).click();
  await expect(field).toHaveValue(at);
  await expect.poll(labels).toEqual(before);
  const { violations } = await new AxeBuilder({ page })
    .include('[data-pane=assessment-views]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
});

test('what the ranks hang on is asked with noise and several ways, for all areas and for one, as picture and table', async ({
  page,
}) => {
  await open(page, small());
  await show(page, 'Osäkerhet');
  await pane(page).getByRole('checkbox', { name: 'Registerbrus' }).click();
  await pane(page).getByRole('button', { name: 'Sätt att räkna (0)' }).click();
  await page.getByRole('checkbox', { name: 'percentilrang' }).click();
  await page.keyboard.press('Escape');
  await expect(pane(page).getByRole('button', { name: 'Sätt att räkna (1)' })).toBeVisible();
  await pane(page).getByRole('button', { name: 'Vad avgör rangerna?' }).click();
  await expect(
    pane(page)
      .getByText(/^Områdena flyttar i medeltal/u)
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  await pane(page).getByRole('button', { name: 'Visa som tabell' }).click();
  const table = pane(page).getByRole('table');
  await expect(table.getByRole('rowheader', { name: 'sättet att räkna' })).toBeVisible();
  await expect(table.getByRole('rowheader', { name: 'registerbruset' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .include('[data-pane=assessment-views]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
  await list(page).getByRole('row').nth(2).click();
  await pane(page).getByRole('button', { name: 'Vad avgör områdets rang?' }).click();
  await expect(
    pane(page)
      .getByText(/ har i medeltal rang /u)
      .first(),
  ).toBeVisible({ timeout: 60_000 });
  await pane(page)
    .getByRole('button', { name: /^Dra 10/u })
    .click();
  await pane(page).getByText('Rangintervall', { exact: true }).click();
  await expect(pane(page).getByText(/säkert i topp 5 % \(minst 80 %/u)).toBeVisible({ timeout: 60_000 });
  await pane(page)
    .getByRole('combobox', { name: 'Andel av dragningarna som gör ett område säkert' })
    .selectOption('95');
  await expect(pane(page).getByText(/säkert i topp 5 % \(minst 95 %/u)).toBeVisible();
});
