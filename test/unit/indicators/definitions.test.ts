import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../electron/engine/indicators/check.ts';
import { formatDefinition, parseDefinition, readDefinitions } from '../../../electron/engine/indicators/definitions.ts';
import { errorOf } from '../../../electron/engine/indicators/problem.ts';
import { shippedDefinitions, withOwn } from '../../../electron/engine/indicators/shipped.ts';
import { DataError } from '../../../shared/errors/errors.ts';
import { describeError } from '../../../shared/errors/describe.ts';
import { FACTORS, type IndicatorDefinition, indicatorSchema } from '../../../shared/schemas/indicator.ts';
import { memoryColumns, paperRegister } from '../../support/memoryColumns.ts';
import { shipped } from '../../support/paperIndicators.ts';
import { temporaryFolder } from '../../support/project.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../resources/indicators');
const folder = temporaryFolder();
afterAll(() => {
  folder.remove();
});

const base = shipped('employment-rate-20-64');
type Changes = Readonly<Record<string, unknown>>;
const text = (changes: Changes): string => JSON.stringify({ ...base, ...changes });
const firstOf = (changes: Changes): unknown => {
  const [problem] = parseDefinition('egen.json', text(changes)).problems;
  return problem === undefined ? 'correct' : [problem.place, problem.key];
};

describe('the shipped catalogue', () => {
  const names = readdirSync(FOLDER);

  it('has files named by their id, and every factor', () => {
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(names).toEqual(shippedDefinitions().map(({ definition }) => `${definition.id}.json`));
    expect(new Set(shippedDefinitions().map(({ definition }) => definition.factor))).toEqual(new Set(FACTORS));
  });

  it.each(names)('%s goes through the form and back unchanged', (name) => {
    const content: unknown = JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));
    const { sources, problems } = parseDefinition(name, JSON.stringify(content));
    expect(problems).toEqual([]);
    const written = formatDefinition(sources[0]?.definition as IndicatorDefinition);
    expect(JSON.parse(written)).toEqual(content);
    expect(parseDefinition(name, written).sources[0]?.definition).toEqual(sources[0]?.definition);
  });

  it('offers problem variables with a direction and an example for the six factors of the assignment', () => {
    const offered = shippedDefinitions()
      .map(({ definition }) => definition)
      .filter(({ problemVariable }) => problemVariable);
    expect(new Set(offered.map(({ factor }) => factor))).toEqual(
      new Set(['crime', 'benefits', 'crowding', 'democracy', 'school', 'work']),
    );
    for (const { direction, exampleThreshold } of offered) {
      expect(direction).not.toBe(0);
      expect(exampleThreshold).not.toBeNull();
    }
  });

  it('gives background no direction', () => {
    for (const { definition } of shippedDefinitions())
      expect(definition.direction === 0, definition.id).toBe(definition.factor === 'background');
  });
});

describe('the form of a definition', () => {
  it('tells the place of what is wrong, within conditions too', () => {
    const age = { variable: 'Alder' };
    expect(firstOf({ revision: 0 })).toEqual(['revision', 'indicators.form.atLeast']);
    expect(firstOf({ colour: 'red' })).toEqual(['colour', 'indicators.form.unknownKey']);
    expect(firstOf({ factor: 'luck' })).toEqual(['factor', 'indicators.form.choice']);
    expect(firstOf({ missing: undefined })).toEqual(['missing', 'indicators.form.missingChoice']);
    expect(firstOf({ name: { sv: 'Bara svenska' } })).toEqual(['name.en', 'indicators.form.missing']);
    expect(
      firstOf({ population: { register: 'person', where: { all: [{ between: [64, 20], value: age }] } } }),
    ).toEqual(['population.where.all[0].between', 'indicators.form.limitsReversed']);
    expect(firstOf({ measure: { kind: 'share', numerator: { compare: [age, '=>', 3] } } })).toEqual([
      'measure.numerator.compare[1]',
      'indicators.form.choice',
    ]);
    expect(firstOf({ measure: { kind: 'share', numerator: { not: { equals: 3 } } } })).toEqual([
      'measure.numerator.not',
      'indicators.form.choice',
    ]);
    expect(firstOf({ measure: { kind: 'mean', value: { add: [age, { variable: 'BAS', rubbish: 1 }] } } })).toEqual([
      'measure.value.add[1].rubbish',
      'indicators.form.unknownKey',
    ]);
    expect(firstOf({ measure: { kind: 'mean', value: 'Alder' } })).toEqual(['measure.value', 'indicators.form.number']);
  });

  it('tells line and column, of the key where there is one', () => {
    const content = formatDefinition(base).replace('"direction": -1', '"direction": 2');
    const [problem] = parseDefinition('egen.json', content).problems;
    const line = 1 + content.split('\n').findIndex((one) => one.includes('"direction"'));
    expect(problem).toMatchObject({ place: 'direction', line, column: 3, key: 'indicators.form.choice' });
    expect(problem === undefined ? '' : describeError(errorOf(problem), 'sv')).toBe(
      `egen.json:${String(line)}:3, direction: ange något av 1, -1, 0.`,
    );
  });

  it('says what is wrong without words of the schema’s own', () => {
    const said = (changes: Changes): string => {
      const [problem] = parseDefinition('egen.json', text(changes)).problems;
      return problem === undefined ? '' : describeError(errorOf(problem), 'sv').replace(/^[^ ]* /u, '');
    };
    expect(said({ id: 'Stora Bokstäver' })).toMatch(/^id: namnet har otillåtna tecken/u);
    expect(said({ decimals: 9 })).toBe('decimals: talet ska vara högst 6.');
    expect(said({ decimals: '1' })).toBe('decimals: uppgiften ska vara ett tal.');
    expect(said({ decimals: 1.5 })).toBe('decimals: uppgiften ska vara ett heltal.');
    expect(said({ name: { sv: '', en: 'x' } })).toBe('name.sv: uppgiften är för kort. Minsta längd är 1.');
    expect(said({ measure: { kind: 'rate', per: 0, numerator: {} } })).toBe('measure.per: talet ska vara större än 0.');
    expect(said({ measure: { kind: 'andel' } })).toMatch(/^measure.kind: ange något av share, rate/u);
    expect(said({ measure: { kind: 'share', numerator: { in: [true], variable: 'BAS' } } })).toMatch(
      /^measure.numerator.in\[0\]: uppgiften ska vara en text eller ett tal/u,
    );
    expect(said({ population: undefined })).toBe('population: uppgiften saknas.');
    expect(said({ joins: {} })).toBe('joins: uppgiften ska vara en lista i hakparenteser.');
  });

  it('keeps the rules of the language', () => {
    const share = { kind: 'share', numerator: { all: [] } };
    const median = { kind: 'median', value: { variable: 'Alder' } };
    const reference = { ...base.reference, pool: 3 };
    expect(firstOf({ measure: median, reference })).toEqual(['reference.pool', 'indicators.poolQuantile']);
    expect(firstOf({ measure: median, estimate: { kind: 'marshall' } })).toEqual([
      'estimate.kind',
      'indicators.estimateKind',
    ]);
    expect(
      firstOf({
        measure: { kind: 'rate', per: 1000, numerator: { register: 'brott' } },
        estimate: { kind: 'logit', towards: 'nation' },
      }),
    ).toEqual(['estimate.kind', 'indicators.estimateLogit']);
    expect(firstOf({ variants: [{ years: { from: 2022 } }, { years: { to: 2022 } }] })).toEqual([
      'variants[1].years',
      'indicators.variantsOverlap',
    ]);
    expect(firstOf({ measure: share, variants: [{ years: { from: 2022 }, measure: median }] })).toEqual([
      'variants[0].measure.kind',
      'indicators.variantKind',
    ]);
    expect(
      firstOf({
        variants: [{ years: {}, population: { register: 'person', where: { in: ['1', 2], variable: 'X' } } }],
      }),
    ).toEqual(['variants[0].population.where.in', 'indicators.mixedList']);
    expect(firstOf({ measure: { kind: 'quantile-ratio', upper: 0.1, lower: 0.9, value: 1 } })).toEqual([
      'measure.upper',
      'indicators.quantilesReversed',
    ]);
  });

  it('refuses joins that lead nowhere, and counts of what is not many', () => {
    const numerator = (value: unknown): unknown => ({ kind: 'share', numerator: { compare: [value, '>', 0] } });
    const household = { name: 'household', register: 'hushall', key: 'HushallLopNr' };
    const members = { name: 'members', register: 'person', key: 'HushallLopNr', many: true };
    const count = { count: 'members', where: { all: [] } };
    expect(firstOf({ measure: numerator({ variable: 'X', join: 'home' }) })).toEqual([
      'measure.numerator.compare[0].join',
      'indicators.unknownJoin',
    ]);
    expect(firstOf({ joins: [members], measure: numerator({ variable: 'X', join: 'members' }) })).toEqual([
      'measure.numerator.compare[0].join',
      'indicators.manyAsOne',
    ]);
    expect(firstOf({ joins: [{ ...household, name: 'members' }], measure: numerator(count) })).toEqual([
      'measure.numerator.compare[0].count',
      'indicators.oneCounted',
    ]);
    expect(firstOf({ joins: [household, household] })).toEqual(['joins[1].name', 'indicators.joinTwice']);
    expect(firstOf({ joins: [{ ...household, from: 'home' }] })).toEqual(['joins[0].from', 'indicators.unknownJoin']);
    const inner = { count: 'members', where: { compare: [count, '>', 1] } };
    expect(firstOf({ joins: [members], measure: numerator(inner) })).toEqual([
      'measure.numerator.compare[0].where.compare[0].count',
      'indicators.joinInCount',
    ]);
  });

  it('refuses a national value within another, mixed lists, and a rule that has no meaning for the measure', () => {
    const median = (of: unknown): unknown => ({ nationalQuantile: 0.5, of, where: { all: [] } });
    expect(firstOf({ measure: { kind: 'mean', value: median(median(3)) } })).toEqual([
      'measure.value.of',
      'indicators.nestedNational',
    ]);
    expect(firstOf({ measure: { kind: 'share', numerator: { in: ['1', 2], variable: 'BAS' } } })).toEqual([
      'measure.numerator.in',
      'indicators.mixedList',
    ]);
    expect(firstOf({ measure: { kind: 'mean', value: { variable: 'Alder' } }, missing: 'count-as-no' })).toEqual([
      'missing',
      'indicators.countAsNo',
    ]);
  });

  it('tells line and column of what is no JSON', () => {
    const read = (): unknown => parseDefinition('egen.json', '{\n  "version": 1,\n  "id" "x"\n}');
    expect(read).toThrow(DataError);
    expect(() => {
      try {
        read();
      } catch (cause) {
        throw cause instanceof DataError ? new Error(`${cause.place.file} ${String(cause.place.line)}`) : cause;
      }
    }).toThrow('egen.json 3');
  });

  it('refuses the same id in two files of a folder', () => {
    for (const name of ['a.json', 'b.json']) writeFileSync(path.join(folder.path, name), formatDefinition(base));
    expect(readDefinitions(folder.path).problems).toEqual([
      {
        id: base.id,
        file: 'b.json',
        place: 'id',
        line: 3,
        column: 3,
        key: 'indicators.idTwice',
        parameters: { name: base.id, other: 'a.json' },
      },
    ]);
  });

  it('lets an own definition take the place of the shipped one with its id', () => {
    const own = { file: 'egen.json', definition: { ...base, revision: 7 } };
    const all = withOwn([own]);
    expect(all).toHaveLength(shippedDefinitions().length);
    expect(all.filter(({ definition }) => definition.id === base.id)).toEqual([{ ...own, own: true }]);
  });
});

describe('a definition against the registers of a year', () => {
  const registers = memoryColumns([
    paperRegister('person', 2022, 'LopNr RegSO Alder BAS HushallLopNr\n1 6001R001 40 1 1'),
    paperRegister('hushall', 2022, 'HushallLopNr RegSO AntalPersoner\n1 6001R001 1'),
  ]).registers();
  const problemsOf = (changes: Changes): unknown => {
    const definition = indicatorSchema.parse({ ...base, ...changes });
    return checkDefinition({ file: 'egen.json', definition }, registers).map(({ place, key }) => [place, key]);
  };

  it('accepts what fits', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('finds unknown registers and variables', () => {
    expect(problemsOf({ population: { register: 'skolor', where: { all: [] } } })).toEqual([
      ['population.register', 'indicators.unknownRegister'],
    ]);
    expect(
      problemsOf({ population: { register: 'person', where: { between: [1, 2], value: { variable: 'Lon' } } } }),
    ).toEqual([['population.where.value.variable', 'indicators.unknownVariable']]);
    const household = { name: 'household', register: 'hushall', key: 'HushallLopNr' };
    const joined = { compare: [{ variable: 'Hyra', join: 'household' }, '>', 1] };
    expect(problemsOf({ joins: [household], measure: { kind: 'share', numerator: joined } })).toEqual([
      ['measure.numerator.compare[0].variable', 'indicators.unknownVariable'],
    ]);
  });

  it('finds type clashes: a code compared as a number, a number among codes, a join by something that is no key', () => {
    expect(problemsOf({ measure: { kind: 'share', numerator: { compare: [{ variable: 'BAS' }, '=', 1] } } })).toEqual([
      ['measure.numerator.compare[0].variable', 'indicators.typeClash'],
    ]);
    expect(problemsOf({ measure: { kind: 'share', numerator: { in: ['40'], variable: 'Alder' } } })).toEqual([
      ['measure.numerator.variable', 'indicators.typeClash'],
    ]);
    expect(problemsOf({ measure: { kind: 'share', numerator: { in: [1], variable: 'BAS' } } })).toEqual([
      ['measure.numerator.variable', 'indicators.typeClash'],
    ]);
    expect(problemsOf({ joins: [{ name: 'home', register: 'hushall', key: 'RegSO' }] })).toEqual([
      ['joins[0].key', 'indicators.typeClash'],
      ['joins[0].key', 'indicators.typeClash'],
    ]);
  });

  it('says it in a sentence with file, place and names', () => {
    const definition = indicatorSchema.parse({
      ...base,
      measure: { kind: 'share', numerator: { compare: [{ variable: 'BAS' }, '=', 1] } },
    });
    const [problem] = checkDefinition({ file: 'egen.json', definition }, registers);
    if (problem === undefined) throw new Error('no problem found');
    expect(describeError(errorOf(problem), 'sv')).toBe(
      'egen.json, measure.numerator.compare[0].variable: variabeln ”BAS” i registret ”person” är av typen category, men här krävs integer, decimal.',
    );
  });
});

describe('docs/methods/indicators.md', () => {
  it('lists every shipped definition', () => {
    const document = readFileSync(path.resolve(FOLDER, '../../docs/methods/indicators.md'), 'utf8');
    const ids = shippedDefinitions().map(({ definition }) => definition.id);
    expect(ids.filter((id) => !document.includes(`\`${id}\``))).toEqual([]);
  });
});
