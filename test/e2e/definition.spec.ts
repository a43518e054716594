import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createRouter } from '../../electron/main/ipc/router.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { emitTo, type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { inventedDetails } from '../support/inventedDetails.ts';
import { inventedHandlers } from '../support/inventedEngine.ts';
import { expectSound, goTo, openDemonstration } from '../support/looking.ts';

/* A definition is edited over the production engine and a copy of the small demonstration project. */

let sigill: Harness;
test.afterEach(async () => {
  await sigill.close();
});

const form = (page: Page): Locator => page.getByRole('region', { name: 'Formulär' });
const outcome = (page: Page): Locator => page.locator('[data-pane="define-outcome"]');
const figure = (page: Page, which: string): Locator => outcome(page).locator(`[data-figure="${which}"]`);
const upToDate = async (page: Page): Promise<void> => {
  await expect(outcome(page).getByText('Utfallet gäller definitionen som den står.')).toBeVisible();
};
const edit = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Filtrera på namn eller faktor').fill(name);
  await page.getByRole('region', { name: 'Katalog' }).getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: 'Redigera definitionen' }).click();
  await upToDate(page);
};

test.describe('over the demonstration country', () => {
  test.beforeEach(async ({ page }) => {
    sigill = await openDemonstration(page, undefined, 'copy');
    await goTo(page, 'Indikatorer');
    await expect(page.getByRole('heading', { name: 'Kriminalitet' })).toBeVisible();
  });

  test('population, numerator and distribution follow what is changed, and steps are undone by keyboard', async ({
    page,
  }) => {
    await edit(page, 'Medelålder');
    const before = (await figure(page, 'value').textContent()) ?? '';
    const everyone = (await figure(page, 'n').textContent()) ?? '';
    await expectSound(page, sigill);

    await form(page).getByRole('button', { name: '+ Villkor' }).first().click();
    // Nothing is chosen yet: said at the field, and the outcome of before stays.
    await expect(form(page).getByText('Uppgiften är tom.')).toBeVisible();
    await expect(figure(page, 'value')).toHaveText(before);
    const variable = form(page).getByRole('combobox', { name: 'Variabel', exact: true }).first();
    await variable.click();
    await page.getByRole('option', { name: 'Alder (heltal)' }).click();
    await form(page).getByRole('combobox', { name: 'Jämförelse' }).first().selectOption('>=');
    await form(page).getByRole('textbox', { name: 'Tal', exact: true }).first().fill('18');
    await upToDate(page);
    await expect(figure(page, 'value')).not.toHaveText(before);
    await expect(figure(page, 'n')).not.toHaveText(everyone);
    await outcome(page).getByText('Mot gällande version').click();
    await expect(outcome(page).getByText(/områden har ett annat värde/u)).toBeVisible();
    await expect(outcome(page).getByRole('figure', { name: /gällande version vågrätt/u })).toBeVisible();
    await expectSound(page, sigill);

    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
    await upToDate(page);
    await expect(figure(page, 'value')).toHaveText(before);
    await expect(page.getByRole('button', { name: 'Spara ny version …' })).toBeDisabled();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+y');
    await upToDate(page);
    await expect(figure(page, 'value')).not.toHaveText(before);
  });

  test('the form and the text are one thing, and faults stand where they are', async ({ page }) => {
    await edit(page, 'Låg ekonomisk standard (SEI, del 1)');
    const mode = page.getByRole('radiogroup', { name: 'Redigera som' });
    await mode.getByText('JSON').click();
    const text = page.getByRole('textbox', { name: 'Definitionen som JSON' });
    const written = await text.inputValue();
    expect(JSON.parse(written)).toMatchObject({ id: 'low-economic-standard', measure: { kind: 'share' } });
    await expectSound(page, sigill);

    // An unknown variable: told by line, and at its field in the form.
    await text.fill(written.replaceAll('DispInkKE04', 'DispInkKE99'));
    const faults = page.getByRole('list', { name: 'Fel i definitionen' });
    await expect(faults.getByRole('button').first()).toHaveText(/^Rad \d+, kolumn \d+:$/u);
    await mode.getByText('Formulär').click();
    await expect(
      form(page)
        .getByText(/DispInkKE99.*finns inte/u)
        .first(),
    ).toBeVisible();
    await expectSound(page, sigill);
    await outcome(page).getByRole('alert').getByRole('button').first().click();
    await expect(form(page).locator(':focus')).toHaveCount(1);

    // No JSON: there is no way to the form before it is put right.
    await mode.getByText('JSON').click();
    await text.fill(written.slice(0, -4));
    await expect(faults).toBeVisible();
    await expect(mode.getByRole('radio', { name: 'Formulär' })).toBeDisabled();
    await text.fill(written.replace('0.6', '0.5'));
    await upToDate(page);
    await expect(faults).toHaveCount(0);
    await mode.getByText('Formulär').click();
    await expect(form(page).getByRole('textbox', { name: 'Tal', exact: true }).first()).toHaveValue('0,5');
    // Nobody is that old: the population is empty.
    await form(page).getByRole('combobox', { name: 'Slag av villkor' }).first().selectOption('compare');
    await form(page).getByRole('combobox', { name: 'Variabel', exact: true }).first().click();
    await page.getByRole('option', { name: 'Alder (heltal)' }).first().click();
    await form(page).getByRole('textbox', { name: 'Tal', exact: true }).first().fill('900');
    await expect(form(page).getByText(/Populationen är tom/u)).toBeVisible();
  });

  test('a new version is saved, computed and kept, and taken away again', async ({ page }) => {
    await edit(page, 'Medelålder');
    await form(page).getByRole('textbox', { name: 'Namn på svenska' }).fill('Medelålder, provad');
    await form(page).getByRole('textbox', { name: 'Minsta n' }).fill('5');
    await upToDate(page);
    await page.getByRole('button', { name: 'Spara ny version …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Varför ändringen görs (valfritt)').fill('Små områden utan värde');
    await expectSound(page, sigill);
    await dialog.getByRole('button', { name: 'Spara' }).click();
    const about = page.locator('[data-pane="about"]');
    await expect(about.getByRole('heading', { level: 1 })).toHaveText('Medelålder, provad', { timeout: 60_000 });
    await expect(about).toContainText('Små områden utan värde');
    await about.getByText(/^Version 1,/u).click();
    await expect(about).toContainText('områden har ett annat värde');
    await expectSound(page, sigill);

    await page.getByRole('button', { name: 'Ta bort den egna definitionen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ta bort den egna definitionen' }).click();
    await expect(about.getByRole('heading', { level: 1 })).toHaveText('Medelålder', { timeout: 60_000 });
  });

  test('a copy becomes an indicator of its own', async ({ page }) => {
    await edit(page, 'Låg ekonomisk standard (SEI, del 1)');
    await form(page).getByRole('textbox', { name: 'Tal', exact: true }).first().fill('0,5');
    await upToDate(page);
    await page.getByRole('button', { name: 'Spara som egen indikator …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Namn på svenska').fill('Mycket låg ekonomisk standard');
    await dialog.getByLabel('Id').fill('low-economic-standard');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await expect(dialog.getByText(/används redan/u)).toBeVisible();
    await dialog.getByLabel('Id').fill('very-low-economic-standard');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await expect(page.locator('[data-pane="about"]').getByRole('heading', { level: 1 })).toHaveText(
      'Mycket låg ekonomisk standard',
      { timeout: 60_000 },
    );
    await page.getByRole('button', { name: 'Alla indikatorer' }).click();
    await page.getByLabel('Filtrera på namn eller faktor').fill('Mycket låg');
    await expect(page.getByRole('region', { name: 'Katalog' }).getByText('egen')).toBeVisible();
  });

  test('a definition is opened from a file, right or wrong, and a new one begins empty', async ({ page }) => {
    const menu = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'Definitioner', exact: true }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const file = path.join(sigill.demonstrationFolder, 'hyresratt.json');
    await writeFile(file, '{ "version": 1, "id": "hyresratt" }');
    sigill.chooseDefinitionNext(file);
    await menu('Öppna definition från fil …');
    await expect(page.getByRole('list', { name: 'Fel i definitionen' })).toContainText('Uppgiften saknas');
    await expect(page.getByText('hyresratt.json')).toBeVisible();
    await page.getByRole('button', { name: 'Tillbaka' }).click();
    await page.getByRole('button', { name: 'Kasta ändringarna' }).click();
    await menu('Ny definition');
    await expect(form(page)).toBeVisible();
    await expect(form(page).getByRole('textbox', { name: 'Id', exact: true })).toHaveValue('');
    await expectSound(page, sigill);
  });
});

test('newer shipped definitions are offered with what differs, and all or some are taken up', async ({ page }) => {
  const shipped = inventedDetails('mean-age', {
    ids: [],
    values: [],
    n: [],
    numerator: [],
    nation: new Float64Array(),
  });
  const taken: string[][] = [];
  let newer: Output<'definitions.newer'>['newer'] = [
    { id: 'mean-age', present: { ...shipped.definition, leastN: 5, revision: 1 }, shipped: shipped.definition },
    { id: 'brand-new', present: null, shipped: { ...shipped.definition, id: 'brand-new' } },
  ];
  const handlers = {
    ...inventedHandlers({
      open: true,
      emit: (name, payload) => {
        void emitTo(page, name, payload).catch(() => undefined);
      },
    }),
    'definitions.newer': () => ({ newer, keptOwn: ['own-one'] }),
    'definitions.takeUp': ({ ids }: { readonly ids: readonly string[] }) => {
      taken.push([...ids]);
      newer = newer.filter(({ id }) => !ids.includes(id));
      return {};
    },
  };
  sigill = await startSigill(
    page.context(),
    page,
    createRouter(handlers, () => undefined),
  );
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Indikatorer');
  await expect(page.getByText('2 definitioner har nyare version')).toBeVisible();
  await page.getByRole('button', { name: 'Visa vad som skiljer' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('version 1 → 2. Skiljer: minsta n');
  await expect(dialog).toContainText('ny indikator');
  await expect(dialog).toContainText('1 egen definition behålls som den är.');
  await expectSound(page, sigill);
  await dialog.getByRole('checkbox').nth(1).uncheck();
  await dialog.getByRole('button', { name: 'Ta upp valda' }).click();
  await expect(page.getByText('1 definition har en nyare version')).toBeVisible();
  expect(taken).toEqual([['mean-age']]);
});
