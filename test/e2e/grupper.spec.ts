import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import { countryHandlers } from '../support/countryEngine.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { accessibilityFaults } from '../support/looking.ts';

let sigill: Harness;

test.beforeEach(async ({ context, page }) => {
  sigill = await startSigill(
    context,
    page,
    createRouter(countryHandlers({ lively: true }), () => undefined),
  );
});
test.afterEach(async () => {
  expect(sigill.complaints).toEqual([]);
  expect(sigill.outsideRequests).toEqual([]);
  await sigill.close();
});

const groups = (page: Page): Locator =>
  page.getByRole('region', { name: 'Grupperna', exact: true }).getByRole('listitem');
const map = (page: Page): Locator => page.getByRole('application', { name: 'Karta över grupperna' });
const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Antal grupper' });

async function open(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${ORIGIN}/`);
  await page.getByRole('button', { name: /^Grupper/u }).click();
  await expect(map(page)).toBeVisible();
  await expect(groups(page).nth(5)).toBeVisible();
}
const view = async (page: Page, side: 'Vänstra' | 'Högra', name: string): Promise<void> => {
  await page.getByRole('combobox', { name: `${side} bilden` }).selectOption({ label: name });
};
const picture = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>('[role=application] canvas')?.toDataURL() ?? '');
/** The whole run of the k on screen is there. */
const settled = async (page: Page): Promise<void> => {
  await expect(page.getByText(/^\d+ grupper\. Den bästa/u)).toBeVisible();
};

test('the number of groups is dragged: map and list follow, and numbers stay', async ({ page }) => {
  await open(page);
  await settled(page);
  const before = await picture(page);
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(groups(page)).toHaveCount(7);
  await expect.poll(async () => await picture(page)).not.toBe(before);
  await page.keyboard.press('ArrowLeft');
  await expect(groups(page)).toHaveCount(6);
});

test('what was done is undone and done again, by buttons and keys', async ({ page }) => {
  await open(page);
  const undo = page.getByRole('button', { name: 'Ångra (Ctrl Z)' });
  const redo = page.getByRole('button', { name: 'Gör om (Ctrl Y)' });
  await expect(undo).toBeDisabled();
  await expect(redo).toBeDisabled();
  const algorithm = page.getByRole('combobox', { name: 'Algoritm' });
  await algorithm.click();
  await page.getByRole('option', { name: 'Ward (hierarkisk)' }).click();
  await expect(undo).toBeEnabled();
  await undo.click();
  await expect(algorithm).toHaveValue('k-means');
  await expect(undo).toBeDisabled();
  await expect(groups(page)).toHaveCount(6);
  await redo.click();
  await expect(algorithm).toHaveValue('Ward (hierarkisk)');
  await page.keyboard.press('Control+z');
  await expect(algorithm).toHaveValue('k-means');
  await page.keyboard.press('Control+Shift+z');
  await expect(algorithm).toHaveValue('Ward (hierarkisk)');
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(groups(page)).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await expect(groups(page)).toHaveCount(6);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('every way of grouping gives groups; the dendrogram is cut with the pointer and recolours the map', async ({
  page,
}) => {
  await open(page);
  await view(page, 'Vänstra', 'Dendrogram');
  await page.getByRole('button', { name: 'Gruppera med Ward' }).click();
  const tree = page.getByRole('figure', { name: /^Wards träd/u });
  await expect(tree).toBeVisible();
  const before = await picture(page);
  const box = await tree.boundingBox();
  if (box === null) throw new Error('no dendrogram');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.1, { steps: 4 });
  await page.mouse.up();
  await expect(groups(page)).toHaveCount(2);
  await expect.poll(async () => await picture(page)).not.toBe(before);
  for (const name of ['SKATER (hänger ihop)', 'PAM (medoider)', 'Normalblandning']) {
    await page.getByRole('combobox', { name: 'Algoritm' }).click();
    await page.getByRole('option', { name }).click();
    await expect(page.getByText(/^2 grupper\./u)).toBeVisible({ timeout: 60_000 });
  }
});

test('variables are chosen and weighed; a name is written, kept in the project, and compared with later', async ({
  page,
}) => {
  await open(page);
  await settled(page);
  await page.getByRole('button', { name: 'Ändra namn och text för grupp 1' }).click();
  await page.getByRole('textbox', { name: 'Namn på grupp 1' }).fill('Trygga landsbygder');
  await page.getByRole('button', { name: 'Klar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Trygga landsbygder' })).toBeVisible();
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('textbox', { name: 'Namn', exact: true }).fill('Sex grupper');
  await page.getByRole('dialog').getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sex grupper', exact: true })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Låg ekonomisk standard' }).check();
  await page.getByRole('textbox', { name: 'Vikt för Låg ekonomisk standard' }).fill('3');
  await page.keyboard.press('Enter');
  await view(page, 'Högra', 'Jämför två');
  await expect(page.getByText(/^Justerat Rand-index 0,\d\d; [1-9]/u)).toBeVisible();
  await page
    .getByRole('button', { name: /områden från grupp 1 till grupp/u })
    .first()
    .click();
  await view(page, 'Vänstra', 'Profiler');
  await expect(page.getByRole('rowheader', { name: 'Låg ekonomisk standard' })).toBeVisible();

  await page.getByRole('button', { name: 'Sex grupper', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sex grupper (2023)' }).click();
  await expect(page.getByRole('heading', { name: 'Trygga landsbygder' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Låg ekonomisk standard' })).not.toBeChecked();
  await page.getByRole('button', { name: 'Ta bort' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(page.getByText('Spara en gruppering, så kan den')).toBeVisible();
});

test('a frame in the scatter and a group in the list choose the same areas everywhere', async ({ page }) => {
  await open(page);
  await view(page, 'Högra', 'Spridning');
  const plot = page.getByRole('figure', { name: /^Varje område som en punkt/u });
  const shown = (): Promise<string> =>
    plot.evaluate((figure) => figure.querySelectorAll('canvas')[1]?.toDataURL() ?? '');
  const before = await shown();
  await page.getByRole('button', { name: /^Markera områdena i grupp 2/u }).click();
  await expect.poll(shown).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(shown).toBe(before);
  const box = await plot.boundingBox();
  if (box === null) throw new Error('no scatter');
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 3 });
  await page.mouse.up();
  await expect.poll(shown).not.toBe(before);
});

test('everything is reached by keyboard and named, in light and dark, and fits', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await open(page, scheme);
    for (const [left, right] of [
      ['Antal grupper', 'Profiler'],
      ['Silhuett', 'Stabilitet'],
      ['Spridning inom', 'Parallella axlar'],
    ] as const) {
      await view(page, 'Vänstra', left);
      await view(page, 'Högra', right);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  }
  await page.keyboard.press('F6');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-pane'))).not.toBeNull();
});

test('extreme areas are set aside, and the screen speaks English too', async ({ page }) => {
  await open(page);
  await page.getByRole('checkbox', { name: 'Lägg extrema områden åt sidan' }).check();
  await page.getByRole('textbox', { name: 'Robusta standardavvikelser från medianen' }).fill('3');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('slider', { name: 'Number of groups' })).toBeVisible();
});

test('groups that hang together keep to the least number of areas', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Algoritm' }).click();
  await page.getByRole('option', { name: 'SKATER (hänger ihop)' }).click();
  await page.getByRole('textbox', { name: 'Minsta antal områden per grupp' }).fill('100');
  await page.keyboard.press('Enter');
  const sizes = async (): Promise<number[]> => {
    const said = await groups(page).allInnerTexts();
    return said.map((text) => Number(/Gruppen har ([\d\s]+) områden/u.exec(text)?.[1]?.replaceAll(/\s/gu, '') ?? 0));
  };
  await expect.poll(async () => Math.min(...(await sizes()))).toBeGreaterThanOrEqual(100);
  expect((await sizes()).reduce((sum, size) => sum + size, 0)).toBe(3363);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('background joins in and its high values are dampened', async ({ page }) => {
  await open(page);
  await page.getByRole('checkbox', { name: 'Utrikes födda' }).check();
  const dampened = page.getByRole('button', { name: 'IHS: dämpa höga värden i Utrikes födda' });
  await dampened.click();
  await expect(dampened).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('7 indikatorer valda')).toBeVisible();
  await view(page, 'Högra', 'Profiler');
  await expect(page.getByRole('rowheader', { name: 'Utrikes födda' })).toBeAttached();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('groups are chosen in the heat map of profiles, and the areas chosen anywhere stand there as a column', async ({
  page,
}) => {
  await open(page);
  await settled(page);
  const profiles = page.getByRole('region', { name: 'Profiler' });
  const own = profiles.getByRole('button', { name: /^Markera områdena i grupp 2/u });
  await own.focus();
  await page.keyboard.press('Enter');
  const marked = profiles.getByRole('columnheader', { name: /markerade$/u });
  await expect(marked).toBeVisible();
  const list = page.getByRole('region', { name: 'Grupperna', exact: true });
  await expect(list.locator('li[data-marked=true]')).toHaveCount(1);
  const row = profiles.getByRole('row').nth(1);
  // All areas of group 2, and no others, are chosen: the column says what the group's own does.
  await expect(row.getByRole('cell').last()).toHaveText((await row.getByRole('cell').nth(1).textContent()) ?? '');
  // From the first group's cell to the third's: all three.
  await row.getByRole('cell').nth(0).hover();
  await page.mouse.down();
  await row.getByRole('cell').nth(2).hover();
  await page.mouse.up();
  await expect(list.locator('li[data-marked=true]')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(marked).toHaveCount(0);
});

test('pictures answer to keys: areas one by one, the number of groups by arrows', async ({ page }) => {
  await open(page);
  await settled(page);
  await view(page, 'Högra', 'Spridning');
  await page.getByRole('figure', { name: /^Varje område som en punkt/u }).focus();
  await page.keyboard.press('End');
  const pointed = page.getByRole('status').filter({ hasText: /^\S.*, \S/u });
  await expect(pointed.first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Grupperna', exact: true }).locator('li[data-marked=true]'),
  ).toHaveCount(1);
  await page.getByRole('figure', { name: /^Mått på hur väl/u }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(groups(page)).toHaveCount(7);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('where like lies beside like is a map, a scatter and a table, linked with the rest', async ({ page }) => {
  await open(page);
  await settled(page);
  await view(page, 'Vänstra', 'Lika intill lika');
  await page
    .getByRole('combobox', { name: 'Indikator vars grannar jämförs' })
    .selectOption({ label: 'Anmälda narkotikabrott' });
  const clusters = page.getByRole('application', { name: /^Karta över kluster/u });
  await expect(clusters).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Morans I -?0,\d\d \(slumpen ger/u)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Tabell', { exact: true }).click();
  const table = page.getByRole('region', { name: 'Kluster som tabell' });
  await table.getByRole('button', { name: /^Högt bland höga: [1-9]/u }).click();
  await expect(
    page.getByRole('region', { name: 'Grupperna', exact: true }).locator('li[data-marked=true]').first(),
  ).toBeVisible();
  await view(page, 'Högra', 'Lika intill lika');
  await page.getByText('Spridning', { exact: true }).last().click();
  await expect(page.getByRole('figure', { name: /^Varje område mot sina grannar/u })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the groups are followed over the years, as a table and as flows', async ({ page }) => {
  await open(page);
  await settled(page);
  await view(page, 'Högra', 'Över åren');
  await expect(page.getByText(/områden är kvar i sin grupp/u)).toBeVisible();
  await page.getByRole('button', { name: 'Markera dem som bytt' }).click();
  await expect(
    page.getByRole('region', { name: 'Grupperna', exact: true }).locator('li[data-marked=true]').first(),
  ).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Flöden', { exact: true }).click();
  await expect(page.getByRole('figure', { name: /^Hur områdena går/u })).toBeVisible();
  await page
    .getByRole('button', { name: /^\d{4} 1: / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  expect(await accessibilityFaults(page)).toEqual([]);
});
