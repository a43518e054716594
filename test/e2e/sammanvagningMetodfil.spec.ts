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

test('weights are set by every rule in a form, with what it comes to, one to one with the method file', async ({
  page,
}) => {
  const weight = page.getByRole('textbox', { name: 'Vikt för Kriminalitet, som tal' });
  await expect(weight).toHaveValue('16,7');
  await page.getByRole('button', { name: 'Regel …' }).click();
  const dialog = page.getByRole('dialog');
  const kind = async (name: string): Promise<void> => {
    await dialog.getByText(name, { exact: true }).click();
  };
  const written = async (): Promise<Record<string, unknown>> => {
    await dialog.getByRole('button', { name: 'Klar' }).click();
    await page.getByRole('button', { name: 'Metodfil' }).click();
    const method = JSON.parse(await page.getByRole('dialog').getByRole('textbox').inputValue()) as {
      weights: Record<string, unknown>;
    };
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: /^Regel/u }).click();
    return method.weights;
  };
  await kind('Principalkomponent');
  await dialog.getByRole('checkbox', { name: /negativ laddning/u }).click();
  await expect(dialog.getByRole('columnheader', { name: 'Laddning' })).toBeVisible();
  await expect(dialog.getByText(/^Komponenten förklarar/u)).toBeVisible();
  await kind('Parvisa jämförelser');
  if (await dialog.getByText(/Så många kan inte jämföras/u).isVisible())
    await dialog.getByRole('combobox', { name: 'Grupp' }).selectOption({ index: 1 });
  await expect(dialog.getByText(/^Konsistenskvot 0,000/u)).toBeVisible();
  const pairs = dialog.getByRole('table', { name: 'Parvisa jämförelser' }).getByRole('combobox');
  await pairs.nth(0).selectOption('9');
  await pairs.nth(1).selectOption('1/9');
  await pairs.last().selectOption('1/9');
  await expect(dialog.getByText(/^Konsistenskvot .* säger emot varandra/u)).toBeVisible();
  expect(await written()).toMatchObject({ kind: 'ahp' });
  await kind('Expertpanel');
  await dialog.getByRole('button', { name: 'Lägg till en expert' }).click();
  const first = dialog.getByRole('textbox', { name: /^Expert 2: vikt för/u }).first();
  await first.fill('90');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('columnheader', { name: 'Standardavv., %' })).toBeVisible();
  await expect(dialog.getByText('2 experter')).toBeVisible();
  const { violations } = await new AxeBuilder({ page })
    .include('[role=dialog]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
  expect(await written()).toMatchObject({ kind: 'panel', experts: [{ name: 'Expert 1' }, { name: 'Expert 2' }] });
  await kind('Önskad betydelse');
  await expect(dialog.getByRole('columnheader', { name: 'Nådd, %' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Ta över vikterna för hand' }).click();
  await dialog.getByRole('button', { name: 'Klar' }).click();
  await expect(page.getByRole('slider', { name: 'Vikt för Kriminalitet', exact: true })).toBeEnabled();
  await expect(weight).not.toHaveValue('16,7');
});
