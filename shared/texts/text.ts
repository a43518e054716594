import areasEn from './catalogue/areas.en.json' with { type: 'json' };
import assessEn from './catalogue/assess.en.json' with { type: 'json' };
import cliEn from './catalogue/cli.en.json' with { type: 'json' };
import definitionsEn from './catalogue/definitions.en.json' with { type: 'json' };
import disclosureEn from './catalogue/disclosure.en.json' with { type: 'json' };
import filesEn from './catalogue/files.en.json' with { type: 'json' };
import flowEn from './catalogue/flow.en.json' with { type: 'json' };
import generalEn from './catalogue/general.en.json' with { type: 'json' };
import groupsEn from './catalogue/groups.en.json' with { type: 'json' };
import importEn from './catalogue/import.en.json' with { type: 'json' };
import indicatorsEn from './catalogue/indicators.en.json' with { type: 'json' };
import needsEn from './catalogue/needs.en.json' with { type: 'json' };
import packagedEn from './catalogue/packaged.en.json' with { type: 'json' };
import previewEn from './catalogue/preview.en.json' with { type: 'json' };
import productionEn from './catalogue/production.en.json' with { type: 'json' };
import projectEn from './catalogue/project.en.json' with { type: 'json' };
import qualityEn from './catalogue/quality.en.json' with { type: 'json' };
import releaseEn from './catalogue/release.en.json' with { type: 'json' };
import statementsEn from './catalogue/statements.en.json' with { type: 'json' };
import reportEn from './catalogue/report.en.json' with { type: 'json' };
import synthEn from './catalogue/synth.en.json' with { type: 'json' };
import whyEn from './catalogue/why.en.json' with { type: 'json' };
import tablesEn from './catalogue/tables.en.json' with { type: 'json' };
import scenarioEn from './catalogue/scenario.en.json' with { type: 'json' };
import spatialEn from './catalogue/spatial.en.json' with { type: 'json' };
import uncertaintyEn from './catalogue/uncertainty.en.json' with { type: 'json' };
import areasSv from './catalogue/areas.sv.json' with { type: 'json' };
import assessSv from './catalogue/assess.sv.json' with { type: 'json' };
import cliSv from './catalogue/cli.sv.json' with { type: 'json' };
import definitionsSv from './catalogue/definitions.sv.json' with { type: 'json' };
import disclosureSv from './catalogue/disclosure.sv.json' with { type: 'json' };
import filesSv from './catalogue/files.sv.json' with { type: 'json' };
import flowSv from './catalogue/flow.sv.json' with { type: 'json' };
import generalSv from './catalogue/general.sv.json' with { type: 'json' };
import groupsSv from './catalogue/groups.sv.json' with { type: 'json' };
import importSv from './catalogue/import.sv.json' with { type: 'json' };
import indicatorsSv from './catalogue/indicators.sv.json' with { type: 'json' };
import needsSv from './catalogue/needs.sv.json' with { type: 'json' };
import packagedSv from './catalogue/packaged.sv.json' with { type: 'json' };
import previewSv from './catalogue/preview.sv.json' with { type: 'json' };
import productionSv from './catalogue/production.sv.json' with { type: 'json' };
import projectSv from './catalogue/project.sv.json' with { type: 'json' };
import qualitySv from './catalogue/quality.sv.json' with { type: 'json' };
import releaseSv from './catalogue/release.sv.json' with { type: 'json' };
import statementsSv from './catalogue/statements.sv.json' with { type: 'json' };
import reportSv from './catalogue/report.sv.json' with { type: 'json' };
import synthSv from './catalogue/synth.sv.json' with { type: 'json' };
import whySv from './catalogue/why.sv.json' with { type: 'json' };
import tablesSv from './catalogue/tables.sv.json' with { type: 'json' };
import scenarioSv from './catalogue/scenario.sv.json' with { type: 'json' };
import spatialSv from './catalogue/spatial.sv.json' with { type: 'json' };
import uncertaintySv from './catalogue/uncertainty.sv.json' with { type: 'json' };

// One pair of files per part of the product; a key stands in one of them only.
const sv = {
  ...generalSv,
  ...areasSv,
  ...cliSv,
  ...filesSv,
  ...disclosureSv,
  ...assessSv,
  ...groupsSv,
  ...statementsSv,
  ...synthSv,
  ...projectSv,
  ...importSv,
  ...indicatorsSv,
  ...definitionsSv,
  ...qualitySv,
  ...releaseSv,
  ...reportSv,
  ...flowSv,
  ...previewSv,
  ...needsSv,
  ...tablesSv,
  ...packagedSv,
  ...scenarioSv,
  ...spatialSv,
  ...uncertaintySv,
  ...whySv,
  ...productionSv,
};
const en = {
  ...generalEn,
  ...areasEn,
  ...cliEn,
  ...filesEn,
  ...disclosureEn,
  ...assessEn,
  ...groupsEn,
  ...statementsEn,
  ...synthEn,
  ...projectEn,
  ...importEn,
  ...indicatorsEn,
  ...definitionsEn,
  ...qualityEn,
  ...releaseEn,
  ...reportEn,
  ...flowEn,
  ...previewEn,
  ...needsEn,
  ...tablesEn,
  ...packagedEn,
  ...scenarioEn,
  ...spatialEn,
  ...uncertaintyEn,
  ...whyEn,
  ...productionEn,
};

/** Texts that both the window and the command line say: errors, levels, area types. Swedish is the source. */
export type Language = 'sv' | 'en';
export type TextKey = keyof typeof sv;
export type TextParameters = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { sv, en };

/** True when `key` is a text that exists, for keys that have crossed a process border as plain strings. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(sv, key);

/**
 * The text for `key` with `{name}` replaced from `parameters`; a missing parameter stays visible as `{name}`. `{name|rad|rader}`
 * is the first word where the parameter is 1, else the second.
 */
export function text(language: Language, key: TextKey, parameters: TextParameters = {}): string {
  const template = catalogues[language][key] ?? sv[key];
  return template.replaceAll(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/gu,
    (whole, name: string, one: string | undefined, several: string | undefined) => {
      if (!Object.hasOwn(parameters, name)) return whole;
      const value = String(parameters[name]);
      return one === undefined || several === undefined ? value : value === '1' ? one : several;
    },
  );
}
