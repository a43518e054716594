import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { formatDefinition } from '../../electron/engine/indicators/definitions.ts';
import { definitionsInUse, shippedAndOwn } from '../../electron/engine/indicators/held/heldDefinitions.ts';
import { newerShipped } from '../../electron/engine/indicators/held/newer.ts';
import { removeDefinition, saveDefinition, takeUp } from '../../electron/engine/indicators/held/save.ts';
import { versionsOf } from '../../electron/engine/indicators/held/versions.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { definitionRegisters } from '../../electron/engine/requests/definitionsRegisters.ts';
import { tryText } from '../../electron/engine/requests/definitionsTry.ts';
import { computeAgain } from '../../electron/engine/requests/indicatorsCompute.ts';
import { detailsOf } from '../../electron/engine/requests/indicatorsDetails.ts';
import { overviewOf } from '../../electron/engine/requests/indicatorsOverview.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import { shipped } from '../support/paperIndicators.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/* Six people in two municipalities: 6001R001 holds ages 20, 40 and 60, 6002R001 ages 10, 30 and none. */

const folder = temporaryFolder();
let project: Project;

beforeAll(async () => {
  project = newProject(folder.path);
  const specification = path.join(resourceFolder('specifications'), 'person.json');
  const { columns } = JSON.parse(readFileSync(specification, 'utf8')) as {
    readonly columns: readonly { readonly source: string }[];
  };
  const names = columns.map(({ source }) => source);
  const people = [
    ['1', '2', '20', '6001'],
    ['2', '2', '40', '6001'],
    ['3', '1', '60', '6001'],
    ['4', '1', '10', '6002'],
    ['5', '1', '30', '6002'],
  ].map(([LopNr = '', Kon = '', Alder = '', municipality = '']) => ({
    LopNr,
    Kon,
    Alder,
    Ar: '2022',
    RegistreradHelaAret: '1',
    RegSO: `${municipality}R001`,
    DeSO: `${municipality}C1010`,
  }));
  const file = path.join(folder.path, 'person_2022.csv');
  const lines = people.map((row) => names.map((name) => (row as Record<string, string>)[name] ?? '').join(';'));
  writeFileSync(file, `${[names.join(';'), ...lines].join('\n')}\n`);
  await importFiles(
    project,
    { specification: await readSpecification(specification), files: [file], replace: true },
    silent,
  );
  computeIndicators(project, { definitions: [{ file: 'mean-age.json', definition: shipped('mean-age') }] }, silent);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const age = (): IndicatorDefinition => shipped('mean-age');
const adults = (changes: Partial<IndicatorDefinition> = {}): string =>
  formatDefinition({
    ...age(),
    population: { register: 'person', where: { compare: [{ variable: 'Alder' }, '>=', 18] } },
    ...changes,
  });
const where = { level: 'regso', year: 2022 } as const;

describe('a definition that is being edited', () => {
  it('is computed with the spread over areas and municipalities', () => {
    const { problems, definition, outcome } = tryText(project, { text: adults(), ...where }, silent);
    expect(problems).toEqual([]);
    expect(definition?.id).toBe('mean-age');
    expect([...(outcome?.values ?? [])]).toEqual([40, 30]);
    expect(outcome?.nation).toEqual({ value: 37.5, n: 4, numerator: 150, contributors: 4 });
    expect(outcome?.spread.municipalities).toMatchObject({ areas: 2, least: 30, most: 40 });
  });

  it.each([
    ['{ "id": ', [['', 'json.syntax', 1]]],
    [adults({ name: { sv: '', en: 'Age' } }), [['name.sv', 'indicators.form.tooShort', 6]]],
    [
      adults({ measure: { kind: 'mean', value: { variable: 'Aldern' } } }),
      [['measure.value.variable', 'indicators.unknownVariable', expect.any(Number)]],
    ],
    [
      adults({ measure: { kind: 'mean', value: { variable: 'Kon' } } }),
      [['measure.value.variable', 'indicators.typeClash', expect.any(Number)]],
    ],
    [
      adults({ population: { register: 'person', where: { compare: [{ variable: 'Alder' }, '>', 200] } } }),
      [['population.where', 'indicators.emptyPopulation', null]],
    ],
  ])('says what is wrong and where', (text, expected) => {
    const { problems, outcome } = tryText(project, { text, ...where }, silent);
    expect(problems.map(({ place, key, line }) => [place, key, line])).toEqual(expected);
    expect(outcome).toBeNull();
  });

  it('can be about what is loaded, with the words of the specification', () => {
    const [person, ...others] = definitionRegisters(project);
    expect(others).toEqual([]);
    expect(person?.years).toEqual([2022]);
    expect(person?.variables.find(({ name }) => name === 'Kon')).toEqual({
      name: 'Kon',
      type: 'category',
      years: [2022],
      note: null,
      codes: [
        { code: '1', label: 'man' },
        { code: '2', label: 'kvinna' },
      ],
      codesInAll: 2,
    });
    expect(person?.variables.find(({ name }) => name === 'RegSO')?.codes).toEqual([]);
  });
});

describe('own definitions', () => {
  it('are kept as versions, go before the shipped ones, and give them back when they are removed', () => {
    expect(saveDefinition(project, adults(), { replaces: 'mean-age', comment: 'Bara vuxna' }).saved).toEqual({
      id: 'mean-age',
      revision: 2,
    });
    computeAgain(project, false, silent);
    const { definition, own, earlier } = detailsOf(project, 'mean-age', 'regso', 2022);
    expect([definition.revision, own]).toEqual([2, true]);
    expect(earlier.map((one) => [one.definition.revision, [...(one.values ?? [])]])).toEqual([[1, [40, 20]]]);
    expect(overviewOf(project, 'regso', 2022)).toMatchObject({ missing: [], own: ['mean-age'] });

    // Words alone are a version of their own, with the same values.
    const words = adults({ name: { sv: 'Vuxnas ålder', en: 'Age of adults' } });
    expect(saveDefinition(project, words, { replaces: 'mean-age', comment: '' }).saved?.revision).toBe(2);
    expect(versionsOf(project, 'mean-age').map(({ number, comment, own: mine }) => [number, comment, mine])).toEqual([
      [3, '', true],
      [2, 'Bara vuxna', true],
      [1, '', false],
    ]);
    expect(overviewOf(project, 'regso', 2022).missing).toEqual([]);
    // The command line computes by it too.
    const found = shippedAndOwn(project).find((one) => one.definition.id === 'mean-age');
    expect(found?.definition.name.sv).toBe('Vuxnas ålder');
    expect(newerShipped(project).keptOwn).toEqual(['mean-age']);

    expect(removeDefinition(project, 'mean-age')).toEqual({ shippedAgain: true });
    expect(definitionsInUse(project).map((one) => [one.definition, one.own])).toEqual([[age(), false]]);
    expect(() => removeDefinition(project, 'mean-age')).toThrow('definition.notOwn');
  });

  it('are copies under an id that nothing else has', () => {
    const copy = adults({ id: 'vuxnas-alder' });
    const at = (text: string, replaces: string | null): unknown =>
      saveDefinition(project, text, { replaces, comment: '' }).problems.map(({ place, key }) => [place, key]);
    expect(at(adults(), null)).toEqual([['id', 'definition.idTaken']]);
    expect(at(adults({ id: 'population' }), null)).toEqual([['id', 'definition.idTaken']]);
    expect(at(copy, 'mean-age')).toEqual([['id', 'definition.otherId']]);
    expect(at(copy, null)).toEqual([]);
    expect(overviewOf(project, 'regso', 2022).missing).toEqual([
      { id: 'vuxnas-alder', key: 'definition.notComputed', parameters: { id: 'vuxnas-alder' } },
    ]);
    expect(removeDefinition(project, 'vuxnas-alder')).toEqual({ shippedAgain: false });
  });

  it('stay when newer shipped ones are taken up', () => {
    const older = { ...age(), note: { sv: 'Förr', en: 'Before' } };
    const mine = { ...shipped('population'), decimals: 1 };
    computeIndicators(
      project,
      {
        definitions: [
          { file: 'mean-age.json', definition: older },
          { file: 'population.json', definition: mine, own: true },
        ],
      },
      silent,
    );
    const { newer, keptOwn } = newerShipped(project);
    expect(newer).toHaveLength(shippedDefinitions().length - 1);
    expect(newer.find(({ id }) => id === 'mean-age')).toEqual({ id: 'mean-age', present: older, shipped: age() });
    expect(keptOwn).toEqual(['population']);
    takeUp(project, ['mean-age', 'share-0-5', 'population']);
    expect(definitionsInUse(project).map(({ definition, own }) => [definition.id, own])).toEqual([
      ['mean-age', false],
      ['population', true],
      ['share-0-5', false],
    ]);
    expect(definitionsInUse(project)[0]?.definition.note).toEqual(age().note);
    expect(newerShipped(project).newer.some(({ id }) => id === 'mean-age')).toBe(false);
  });
});
