import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { withLedger } from '../../electron/engine/release/ledger/ledger.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { expectSound, goTo, picture } from '../support/looking.ts';
import { signRules } from '../../electron/engine/release/persons/organisation.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { saveDraft } from '../../electron/engine/release/tables/draft.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { PASSPHRASE } from '../support/project.ts';
import { agesBySex, agesTable, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* The flow of a release in the window: ledger, review and sealing, over the production engine. */

let folder: string;
let organisation: TestOrganisation;
let sigill: Harness;

test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'sigill-flow-'));
  organisation = await newOrganisation(folder);
  sigill = await startSigill(page.context(), page, undefined, 'electron');
  sigill.chooseForRelease('organisation', organisation.folder);
  await page.goto(`${ORIGIN}/`);
  await goTo(page, 'Utlämnande');
});
test.afterEach(async () => {
  await sigill.close();
  await rm(folder, { recursive: true, force: true });
});

const openLedger = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Liggare' }).click();
  await page.getByRole('button', { name: 'Välj mapp …' }).click();
};

const noteRefusal = (): Promise<unknown> =>
  organisation.as('anna', (anna) =>
    withLedger(organisation.ledger, (writer) =>
      writer.append(
        { action: 'refused', body: { release: null, action: 'submit', rule: 'flow.ownReview' } },
        anna,
        organisation.ports.now(),
      ),
    ),
  );

test('the ledger is a time line without any project, chosen from by event, person and words', async ({ page }) => {
  await noteRefusal();
  await openLedger(page);
  await expect(page.getByText('Hel: alla 6 poster är kontrollerade')).toBeVisible();
  const entries = page.getByRole('tabpanel', { name: 'Liggare' }).getByRole('listitem');
  await expect(entries).toHaveCount(6);
  await expect(entries.first()).toContainText('Vägrat');
  await entries.first().locator('summary').click();
  await expect(entries.first()).toContainText('Inlämning');
  await expect(entries.first()).toContainText('anna (analytiker)');
  await expectSound(page, sigill);
  await page.getByLabel('Sök tabell, skäl eller beteckning').fill('greta');
  await expect(entries).toHaveCount(1);
  await expect(page.getByText('1 post visas')).toBeVisible();
  await page.getByLabel('Sök tabell, skäl eller beteckning').fill('ingen sådan');
  await expect(page.getByText('Ingen post stämmer med urvalet.')).toBeVisible();
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByLabel('Search table, reason or identifier').fill('');
  await expect(page.getByText('Whole: all 6 entries have been checked')).toBeVisible();
  await expectSound(page, sigill);
});

test('a changed line of the ledger is named, and what stands before it is still shown', async ({ page }) => {
  await noteRefusal();
  const lines = (await readFile(organisation.ledger, 'utf8')).split('\n');
  lines[3] = (lines[3] ?? '').replace('persons', 'Persons');
  await writeFile(organisation.ledger, lines.join('\n'));
  await openLedger(page);
  await expect(page.getByRole('alert')).toContainText('rad 4 är inte som den skrevs');
  await expect(page.getByRole('alert')).toContainText('3 poster före felet stämmer.');
  await expect(page.getByRole('tabpanel', { name: 'Liggare' }).getByRole('listitem')).toHaveCount(3);
  await expectSound(page, sigill);
});

test('a folder that holds no organisation is said to be none', async ({ page }) => {
  sigill.chooseForRelease('organisation', folder);
  await openLedger(page);
  await expect(page.getByRole('alert')).toContainText('Mappen innehåller ingen organisation.');
  await expectSound(page, sigill);
});

/* From a draft to a sealed package, by two persons. */

const PROJECT = 'prov.sigill';

async function openProject(page: Page): Promise<void> {
  await goTo(page, 'Projekt');
  sigill.chooseNext(path.join(folder, PROJECT));
  await page.getByRole('button', { name: 'Välj fil …' }).click();
  await page.getByLabel('Lösenfras', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Test' })).toBeVisible();
  await goTo(page, 'Utlämnande');
}

async function closeProject(page: Page): Promise<void> {
  await goTo(page, 'Projekt');
  await page.getByRole('button', { name: 'Stäng projektet' }).click();
  await expect(page.getByText('Inget projekt är öppet')).toBeVisible();
  await goTo(page, 'Utlämnande');
}

/** Fills in a form that a person signs, and signs it. */
async function sign(page: Page, form: string, who: string, action: string): Promise<void> {
  const within = page.getByRole('form', { name: form });
  sigill.chooseForRelease('personKey', path.join(folder, `${who}.personnyckel`));
  await within.getByRole('button', { name: 'Din personnyckel' }).click();
  await expect(within.getByText(`${who}.personnyckel`)).toBeVisible();
  await within.getByLabel('Nyckelns lösenfras', { exact: true }).fill(PASSPHRASE);
  await within.getByRole('button', { name: action }).click();
}

const choose = async (page: Page, what: string): Promise<void> => {
  await page.getByRole('button', { name: `Välj … ${what}` }).click();
};

test('two persons carry a release from draft to sealed package, and it is withdrawn', async ({ page }) => {
  test.setTimeout(240_000);
  const project = await smallCountry(folder, PROJECT, organisation.ports);
  // Linked tables by RegSO, one with a cell that the administrator lets out, and one of two divisions and two measures.
  const waiver = { cell: '6001R001|65+', reason: 'Känt genom kommunens årsbok', approvedBy: 'greta' };
  const signed = { ...CAUTIOUS_RULES, waivers: [{ table: 'alder', ...waiver, requestedBy: 'anna' }] };
  await organisation.as('adam', (adam) =>
    signRules(organisation.folder, signed, adam, organisation.ports.now(), { loosen: true }),
  );
  saveDraft(
    project,
    planOf([
      { ...agesTable('alder', [64]), linked: 'befolkning', waivers: [waiver] },
      { ...sexTable('kon'), linked: 'befolkning' },
      agesBySex('levda', [44], 'municipality'),
    ]),
  );
  project.close();
  const at = (name: string): string => path.join(folder, name);
  sigill.saveForRelease('review', at('granskning.sigillgranskning'));
  sigill.saveForRelease('decision', at('beslut.json'));
  sigill.saveForRelease('package', at('paket'));
  sigill.chooseForRelease('review', at('granskning.sigillgranskning'));
  sigill.chooseForRelease('decision', at('beslut.json'));
  sigill.chooseForRelease('package', at('paket'));

  await openProject(page);
  await page.getByRole('tab', { name: 'Utkast' }).click();
  await page.getByRole('button', { name: 'Välj mapp …' }).click();
  await page.getByRole('button', { name: 'Kontrollera mot regler och liggare' }).click();
  await expect(page.getByRole('table', { name: 'Paketets tabeller' }).getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('list', { name: 'Kontroller' })).toContainText('Alla 4 tabeller är skyddade');
  await expect(page.getByText('dominans: de 2 största högst 85 %')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Undantag' })).toContainText('Känt genom kommunens årsbok');
  await expect(page.getByText('Skyddas tillsammans, och lämnas ut tillsammans: alder, kon.')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Utlämnande/u })).toContainText('klar');
  await page.getByText(/^\d+ filer$/u).click();
  await expect(page.getByText('tabeller/alder.csv')).toBeVisible();
  await page.getByRole('combobox', { name: 'Granskare' }).click();
  await page.getByRole('option', { name: 'gunnar' }).click();
  await expectSound(page, sigill);
  await picture(page, 'utkast');
  await sign(page, 'Lämna in till granskning', 'anna', 'Lämna in …');
  await expect(page.getByRole('status').filter({ hasText: 'Inlämnat.' })).toContainText('granskning.sigillgranskning');
  await expect(page.getByRole('table', { name: 'Projektets utlämnanden' })).toContainText('inlämnat');
  await closeProject(page);

  await page.getByRole('tab', { name: 'Granskning' }).click();
  await choose(page, 'Granskningsfil');
  // Who submitted cannot review: the file is not for them.
  await sign(page, 'Öppna en granskning', 'anna', 'Öppna och gör om bevisen');
  await expect(page.getByRole('form', { name: 'Öppna en granskning' }).getByRole('alert')).toBeVisible();
  await expectSound(page, sigill);
  await sign(page, 'Öppna en granskning', 'gunnar', 'Öppna och gör om bevisen');
  await expect(page.getByRole('list', { name: 'Kontroller' })).toContainText('Bevisen för 4 tabeller');
  await expect(page.getByText('p-regeln med 10 %')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Undantag' })).toContainText('begärt av anna, godkänt av greta');
  await page.getByRole('combobox', { name: 'Tabell' }).click();
  await page.getByRole('option', { name: /levda-ar/u }).click();
  await expect(page.getByText('Skyddad tillsammans med')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Kön' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Tabell' }).click();
  await page.getByRole('option', { name: /alder/u }).click();
  const hidden = page.getByRole('button', { name: /^Dold cell/u }).first();
  await hidden.focus();
  await expect(page.getByText(/En läsare kan räkna ut/u)).toBeVisible();
  await expectSound(page, sigill);
  await picture(page, 'granskning');
  // Nothing of it leaves by the printer or the clipboard, and the attempts are noted.
  await page.keyboard.press('Control+p');
  await expect(page.getByText(/kan inte skrivas ut/u).first()).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect
    .poll(() => sigill.log.flatMap(({ event, name }) => (event === 'window.refused' ? [name] : [])))
    .toEqual(['print', 'copy']);
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expectSound(page, sigill);
  await picture(page, 'granskning-morkt');
  await page.getByRole('button', { name: 'Ljust' }).click();
  await page.getByText('Avslå', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Skriv under beslutet …' })).toBeDisabled();
  await page.getByText('Godkänn', { exact: true }).click();
  await page.getByLabel('Kommentar (kan lämnas tom; stannar i liggaren)').fill('Kontrollerat');
  await sign(page, 'Beslut', 'gunnar', 'Skriv under beslutet …');
  await expect(page.getByRole('status').filter({ hasText: 'Beslutet (godkänt)' })).toContainText('beslut.json');

  await openProject(page);
  await page.getByRole('tab', { name: 'Paket' }).click();
  await choose(page, 'Granskarens beslut');
  await sign(page, 'Ta in ett beslut och försegla', 'anna', 'Försegla …');
  await expect(page.getByRole('status').filter({ hasText: 'Paketet ligger i mappen paket' })).toBeVisible();
  await choose(page, 'Paketets mapp');
  await page.getByRole('button', { name: 'Kontrollera', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Paketet stämmer:/u })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Kontrollera ett paket' })).toContainText('godkänt av gunnar');
  await expectSound(page, sigill);
  await picture(page, 'paket');

  await page.getByRole('tab', { name: 'Liggare' }).click();
  const entries = page.getByRole('tabpanel', { name: 'Liggare' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Förseglat');
  await expect(page.getByText('Vägrat')).toHaveCount(0);
  await entries.filter({ hasText: 'Inlämnat' }).locator('summary').click();
  await page.getByRole('button', { name: 'Återkalla …' }).click();
  await expect(page.getByRole('dialog')).toContainText('En återkallelse tar inte tillbaka det');
  await expectSound(page, sigill);
  await page.getByLabel('Skäl (står kvar i liggaren)').fill('Fel år');
  await sign(page, 'Återkalla utlämnandet', 'anna', 'Återkalla');
  await expect(entries.first()).toContainText('Återkallat');
  await picture(page, 'liggare');
});

test('the organisation shows persons and rule sets, and takes a person in by the administrator alone', async ({
  page,
}) => {
  test.setTimeout(150_000);
  organisation.key('nils');
  sigill.chooseForRelease('personCard', path.join(folder, 'nils.personkort'));
  await page.getByRole('tab', { name: 'Organisation' }).click();
  await page.getByRole('button', { name: 'Välj mapp …' }).click();
  const persons = page.getByRole('table', { name: 'Personer' });
  await expect(persons.getByRole('row')).toHaveCount(6);
  await page.getByText('Lägg till en person').click();
  await choose(page, 'Personkort');
  await sign(page, 'Lägg till en person', 'anna', 'Lägg till');
  await expect(page.getByRole('alert')).toContainText('anna är inte organisationens administratör');
  await sign(page, 'Lägg till en person', 'adam', 'Lägg till');
  await expect(persons.getByRole('row')).toHaveCount(7);
  await expect(persons).toContainText('nils');
  await expectSound(page, sigill);
  await picture(page, 'organisation');
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await expect(page.getByRole('table', { name: 'Persons' })).toBeVisible();
  await expectSound(page, sigill);
});
