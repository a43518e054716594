import type { TableDescription } from '../../../shared/schemas/certificate.ts';
import type { ReleaseSelection, ReleaseTable } from '../../../shared/schemas/releasePlan.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import { currentDefinitions } from '../indicators/store.ts';
import type { Project } from '../project/project.ts';
import { divisionsOf } from './count/dimensions.ts';

type Origin = NonNullable<TableDescription['origin']>;

const both = (of: (language: Language) => string): Origin['source'] => ({ sv: of('sv'), en: of('en') });

/** A selection can name five hundred values; a report need not. */
const MOST_SIGNS = 4000;
const clipped = (content: string): string =>
  content.length <= MOST_SIGNS ? content : `${content.slice(0, MOST_SIGNS - 1)}…`;

function selectionText({ variable, values, from, to, except }: ReleaseSelection, language: Language): string {
  if (values !== undefined)
    return text(language, except === true ? 'report.origin.except' : 'report.origin.is', {
      variable,
      values: values.join(', '),
    });
  if (from !== undefined && to !== undefined)
    return text(language, 'report.origin.between', { variable, from: String(from), to: String(to) });
  return from === undefined
    ? text(language, 'report.origin.to', { variable, to: String(to ?? '') })
    : text(language, 'report.origin.from', { variable, from: String(from) });
}

/** How a table was measured and from which register, in words; null where nothing is known of it. */
export function originOf(project: Project, { content }: ReleaseTable): Origin | null {
  if (content.kind === 'indicator') {
    const known = currentDefinitions(project).find(({ definition }) => definition.id === content.indicator);
    if (known === undefined) return null;
    const { note, source, factor, direction, reference } = known.definition;
    return {
      factor: both((language) => text(language, `report.factor.${factor}`)),
      definition: both(
        (language) => `${note[language]} ${text(language, 'report.origin.time', { time: reference.time[language] })}`,
      ),
      source: { sv: source, en: source },
      direction,
    };
  }
  const { register, where = [] } = content;
  const variables = divisionsOf(content).map(({ variable }) => variable);
  return {
    factor: null,
    definition: both((language) =>
      clipped(
        [
          text(language, 'report.origin.register', { register, variables: variables.join(', ') }),
          ...(where.length === 0
            ? []
            : [
                text(language, 'report.origin.selection', {
                  selections: where.map((one) => selectionText(one, language)).join('; '),
                }),
              ]),
        ].join(' '),
      ),
    ),
    source: both((language) => text(language, 'report.origin.source', { register })),
    direction: 0,
  };
}
