import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../../../shared/errors/errors.ts';
import { silent } from '../../../../../../electron/engine/jobs/progress.ts';
import type { Project } from '../../../../../../electron/engine/project/project.ts';
import { plainConditions } from '../../../../../../electron/engine/store/look/conditions.ts';
import { type Look, lookAt, MOST_ROWS } from '../../../../../../electron/engine/store/look/look.ts';
import { tokensOf, withoutLiterals } from '../../../../../../electron/engine/store/look/tokens.ts';
import { databaseOf } from '../../../../../../electron/engine/project/database.ts';
import { dates } from '../../../../../../electron/engine/project/migrations/0013-dates.ts';
import { qualityPage } from '../../../../../../electron/engine/quality/page/page.ts';
import { qualityReport } from '../../../../../../electron/engine/quality/report.ts';
import { rowsOf } from '../../../../../../electron/engine/requests/dataRows.ts';
import { shownType } from '../../../../../../electron/engine/store/columns.ts';
import type { RegisterSpecification } from '../../../../../../shared/schemas/specification.ts';
import { takeIn, write } from '../../../../../support/deliveries.ts';
import { openScan } from '../../../../../../electron/engine/store/scan.ts';
import { ROWS, writePeople } from '../../../../../support/peopleByThousands.ts';
import { newProject, temporaryFolder } from '../../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;

beforeAll(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
  writePeople(project);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const look = (statement: string): Look => lookAt(project, statement, silent);

describe('a look at records', () => {
  it('gives what the register holds, missing as null, words as texts', () => {
    expect(look('select * from person_2023 limit 2')).toEqual({
      columns: ['LopNr', 'DeSO', 'Alder', 'Inkomst'],
      rows: [
        [1, '6001C1000', null, 0],
        [2, '6001C1000', 1, 0.1],
      ],
      more: false,
    });
    expect(look('SELECT count(*), count(Alder), max(LopNr) FROM person_2023').rows).toEqual([
      [ROWS, ROWS - Math.ceil(ROWS / 10), ROWS],
    ]);
    expect(look('select Alder / 10 from person_2023 where LopNr = 26').rows).toEqual([[2]]);
    expect(look('select a.LopNr from person_2023 a natural join person_2023 b where a.LopNr < 3').rows).toEqual([[2]]);
  });

  it('shows no more than a thousand rows', () => {
    const { rows, more } = look('select LopNr from person_2023');
    expect([rows.length, more]).toEqual([MOST_ROWS, true]);
  });

  it.each([
    ['insert into person_2023 values (1)', 'look.onlySelect'],
    ['attach database "x" as y', 'look.onlySelect'],
    ['pragma table_list', 'look.onlySelect'],
    ['/* select */ delete from person_2023', 'look.onlySelect'],
    ['select 1 from person_2023; select 2 from person_2023', 'look.onlySelect'],
    ['with t as (select 1) delete from person_2023 returning *', 'look.notUnderstood'],
    ["select load_extension('x') from person_2023", 'look.failed'],
    ['select * from log, person_2023', 'look.notUnderstood'],
    ['select * from sqlite_schema', 'look.noTable'],
    ['select nope from person_2023', 'look.notUnderstood'],
    [`select ${'1,'.repeat(6000)} 1 from person_2023`, 'look.tooLong'],
  ])('refuses %s', (statement, key) => {
    expect(() => look(statement)).toThrow(key);
  });

  it('reads nothing of the project but its registers: no row of its own tables, no file', () => {
    expect(look("select count(*) from person_2023, pragma_database_list where LopNr = 1 and file <> ''").rows).toEqual([
      [0],
    ]);
  });

  it('is in the log before a row is read, without what was looked for', () => {
    const stop = new UserError('cancelled', 'error.cancelled');
    const stopping = {
      report: () => undefined,
      check: () => {
        throw stop;
      },
    };
    const statement = `select 'Anna' as x1, Alder from person_2023 where DeSO = '6001C1000' -- Anna`;
    expect(() => lookAt(project, statement, stopping)).toThrow(stop);
    expect(project.log().at(-1)).toMatchObject({
      action: 'look',
      details: { registers: ['person 2023'], statement: 'select ? as ? , Alder from person_2023 where DeSO = ?' },
    });
  });
});

describe('the literals of a statement', () => {
  it('are never kept, however they are written', () => {
    const known = new Set(['a', 'b']);
    const clean = (statement: string): string => withoutLiterals(tokensOf(statement), known);
    expect(clean(`select x'41', 1e5, .5, 0x1F, 'it''s', "b", "c""d", [e f], \`g\` from a /* h */ where å = 1`)).toBe(
      'select ? , ? , ? , ? , ? , b , ? , ? , ? from a where ? = ?',
    );
  });
});

describe('plain conditions', () => {
  const conditions = (where: string): readonly unknown[] =>
    plainConditions(
      tokensOf(`select 1 from person_2023 p where ${where}`),
      openScan(project, { register: 'person', year: 2023, columns: ['LopNr', 'DeSO', 'Alder', 'Inkomst'] }).columns,
    );

  it('are comparisons with a literal, joined by and', () => {
    expect(conditions(`p.Alder >= 5 and 10 > inkomst AND "DeSO" = '6001C1001' and Alder + 1 = 3 order by 1`)).toEqual([
      { column: 'Alder', least: 5 },
      { column: 'Inkomst', most: 10 },
      { column: 'DeSO', least: 2, most: 2 },
    ]);
    expect(conditions(`Inkomst = -2.5 and DeSO = 'nej'`)).toEqual([
      { column: 'Inkomst', least: -2.5, most: -2.5 },
      { column: 'DeSO', least: Number.POSITIVE_INFINITY },
    ]);
  });

  it.each([`Alder = 1 or Alder = 2`, `not Alder = 1`, `(Alder = 1)`, `Alder = 1 and DeSO in ('a')`, `Alder = '1'`])(
    'are not seen in %s',
    (where) => {
      expect(conditions(where)).toEqual([]);
    },
  );

  it('never change what is seen', () => {
    const number = fc.oneof(
      fc.integer({ min: -5, max: ROWS + 5 }),
      fc.integer({ min: 0, max: 200_000 }).map((n) => n / 10),
    );
    const operator = fc.constantFrom('=', '<', '<=', '>', '>=');
    const condition = fc.oneof(
      fc.tuple(fc.constantFrom('LopNr', 'Alder', 'Inkomst'), operator, number).map((parts) => parts.join(' ')),
      fc.tuple(number, operator, fc.constantFrom('LopNr', 'Inkomst')).map((parts) => parts.join(' ')),
      fc.integer({ min: 1000, max: 1260 }).map((code) => `DeSO = '6001C${String(code)}'`),
    );
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), (parts) => {
        const select = 'select count(*), min(LopNr), max(LopNr) from person_2023 where ';
        // In brackets nothing is passed over.
        const every = look(`${select}(${parts.join(' and ')})`);
        expect(look(select + parts.join(' and '))).toEqual(every);
      }),
      { numRuns: 5 },
    );
  });
});

describe('dates', () => {
  const SPECIFICATION: RegisterSpecification = {
    version: 1,
    kind: 'register',
    register: 'handelser',
    year: 2023,
    dialect: { delimiter: ';' },
    columns: [
      { source: 'Nr', type: 'key' },
      { source: 'Dag', variable: 'Datum', type: 'date' },
      { source: 'Antal', type: 'integer' },
    ],
  };

  beforeAll(async () => {
    const days = ['2023-02-28', '20231231', '', '1/1/2024'];
    const rows = days.map((day, i) => `${i + 1};${day};${i * 10_000}`);
    await takeIn(project, [write(folder.path, 'h.csv', `Nr;Dag;Antal\n${rows.join('\n')}\n`)], SPECIFICATION);
  });

  it('are said to be dates, and are shown and compared as such', () => {
    const columns = ['Nr', 'Datum', 'Antal'];
    expect(openScan(project, { register: 'handelser', year: 2023, columns }).columns.map(({ dates }) => dates)).toEqual(
      [undefined, true, undefined],
    );
    const register = project.store.registers().find((one) => one.register === 'handelser');
    expect(register?.variables.map(shownType)).toEqual(['key', 'date', 'integer']);
    expect(look('select Datum, Antal from handelser_2023').rows).toEqual([
      ['2023-02-28', 0],
      ['2023-12-31', 10_000],
      [null, 20_000],
      ['2024-01-01', 30_000],
    ]);
    expect(look("select Nr from handelser_2023 where Datum >= '2023-12-31'").rows).toEqual([[2], [4]]);
    expect(look("select Nr from handelser_2023 where Datum > '2023-12'").rows).toEqual([[2], [4]]);
    expect(look('select Nr from handelser_2023 where Datum > 5').rows).toEqual([[1], [2], [4]]);
    expect(look("select Nr from handelser_2023 where Datum = '2022-01-01'").rows).toEqual([]);
    expect(look("select strftime('%Y', Datum) from handelser_2023 where Nr = 4").rows).toEqual([['2024']]);
  });

  it('are shown as such in the window and in the quality report', () => {
    expect(rowsOf(project, 'handelser', 2023, 0)).toMatchObject({
      columns: [{ type: 'key' }, { type: 'date' }, { type: 'integer' }],
      rows: [
        ['•', '2023-02-28', '0'],
        ['•', '2023-12-31', '10000'],
        ['•', '', '20000'],
        ['•', '2024-01-01', '30000'],
      ],
    });
    const report = qualityReport(project, 'handelser', 2023);
    expect(report.columns[1]).toMatchObject({ type: 'date', distribution: { minimum: 19_416, maximum: 19_723 } });
    expect(qualityPage([report], 'Prov', 'sv')).toContain('2023-02-28–');
  });

  it('of a project of an older form are known by the specification that they were read by', () => {
    const database = databaseOf(project);
    database.exec('update variable set dates = 0');
    database.exec(dates.sql.slice(dates.sql.indexOf('update variable')));
    expect(look('select max(Datum) from handelser_2023').rows).toEqual([['2024-01-01']]);
    expect(database.prepare('select sum(dates) from variable').pluck().get()).toBe(1);
  });
});
