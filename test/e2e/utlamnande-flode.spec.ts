import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { withLedger } from '../../electron/engine/release/ledger/ledger.ts';
import { type Harness, ORIGIN, startSigill } from '../support/harness.ts';
import { expectSound, goTo } from '../support/looking.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';

/* The flow of a release in the window: ledger, review and sealing, over the production engine. */

let folder: string;
let organisation: TestOrganisation;
let sigill: Harness;

test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'sigill-flow-'));
  organisation = await newOrganisation(folder);
  sigill = await startSigill(page.context(), page);
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
