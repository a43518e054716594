import type { Said } from '../../../../shared/domain/disclosure/statements/derived/said.ts';
import type { TableDescription } from '../../../../shared/schemas/certificate.ts';
import { FACTORS } from '../../../../shared/schemas/indicator.ts';
import type { ReleaseStatement, StatementPart } from '../../../../shared/schemas/releaseStatement.ts';
import { text, type TextKey, type TextParameters } from '../../../../shared/texts/text.ts';
import { currentDefinitions } from '../../indicators/store.ts';
import type { Project } from '../../project/project.ts';
import type { PackagedTable } from '../writers/writer.ts';

type Bilingual = TableDescription['title'];
type Described = TableDescription['dimensions'][number];

const both = (key: TextKey, parameters: TextParameters = {}): Bilingual => ({
  sv: text('sv', key, parameters),
  en: text('en', key, parameters),
});
const same = (name: string): Bilingual => ({ sv: name, en: name });

const FACTOR_NAMES = new Set<string>(FACTORS);
const factorName = (id: string): Bilingual =>
  FACTOR_NAMES.has(id) ? both(`statement.factor.${id as (typeof FACTORS)[number]}`) : same(id);

const groupName = ({ content }: ReleaseStatement, group: number): Bilingual =>
  (content.kind === 'groups' ? content.names?.[group - 1] : undefined) ?? both('statement.group', { group });

/** What a number of a list stands for: a level's own name, a type, a class, a group, yes or no. */
function meaningOf(statement: ReleaseStatement, { part }: Said, value: number, name: string): Bilingual {
  const { content } = statement;
  if (part === 'group') return groupName(statement, value);
  if (part === 'class') return both(`needs.class.${name}` as TextKey);
  if (part === 'factors') return both(value === 1 ? 'statement.yes' : 'statement.no');
  if (content.kind === 'assessment' && content.method.kind === 'sei')
    return both(`assess.areaType.${name as '1' | '2' | '3' | '4' | '5'}`);
  return name === '' ? both('statement.noLevel') : same(name);
}

/** What one list of a statement is called. */
export function titleOf({ title, content }: ReleaseStatement, part: StatementPart): Bilingual {
  if (content.show.length === 1) return title;
  const of = both(`statement.part.${part}`);
  return { sv: `${title.sv}: ${of.sv.toLowerCase()}`, en: `${title.en}: ${of.en.toLowerCase()}` };
}

/** The words of a statement: what it says in both languages, and what each of its numbers stands for. */
export function describeStatement(
  project: Project,
  statement: ReleaseStatement,
  said: Said,
  basis: PackagedTable,
): TableDescription {
  const { year, areaVersion, dimensions } = basis.about;
  const [areas] = dimensions;
  const codes = basis.checked.dimensions[0]?.codes ?? [];
  const place = new Map(codes.map((code, i) => [code, i]));
  const names = new Map(currentDefinitions(project).map(({ definition }) => [definition.id, definition.name]));
  const named = (list: readonly string[], of: (code: string) => Bilingual): Described['labels'] => ({
    sv: list.map((code) => of(code).sv),
    en: list.map((code) => of(code).en),
  });
  const part = both(`statement.part.${said.part}`);
  const described = said.dimensions.map(({ along, codes: own }): Described => {
    if (along === 'areas')
      return {
        kind: 'area',
        name: areas?.name ?? both('statement.along.areas'),
        labels: named(own, (code) => {
          const at = place.get(code) ?? -1;
          return { sv: areas?.labels.sv[at] ?? code, en: areas?.labels.en[at] ?? code };
        }),
      };
    const labelOf = (code: string): Bilingual => {
      if (along === 'said') return part;
      if (along === 'groups') return groupName(statement, Number(code));
      const given = statement.from.find(({ indicator }) => indicator === code)?.label;
      return given ?? names.get(code) ?? (along === 'factors' ? factorName(code) : same(code));
    };
    return { kind: 'category', name: both(`statement.along.${along}`), labels: named(own, labelOf) };
  });
  return {
    title: titleOf(statement, said.part),
    year,
    areaVersion,
    measure: {
      kind: 'statement',
      label: part,
      unit: both(`statement.unit.${said.part}`),
      decimals: said.decimals,
      ...(said.meanings === null
        ? {}
        : {
            meanings: said.meanings.map(({ value, name }) => ({
              value,
              label: meaningOf(statement, said, value, name),
            })),
          }),
    },
    dimensions: described,
  };
}
