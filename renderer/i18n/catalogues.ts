import areasEn from './catalogue/areas.en.json';
import assessmentEn from './catalogue/assessment.en.json';
import classesEn from './catalogue/classes.en.json';
import dataEn from './catalogue/data.en.json';
import definitionEn from './catalogue/definition.en.json';
import developmentEn from './catalogue/development.en.json';
import frameEn from './catalogue/frame.en.json';
import groupsEn from './catalogue/groups.en.json';
import guideEn from './catalogue/guide.en.json';
import indicatorsEn from './catalogue/indicators.en.json';
import logEn from './catalogue/log.en.json';
import mapEn from './catalogue/map.en.json';
import needsEn from './catalogue/needs.en.json';
import partsEn from './catalogue/parts.en.json';
import projectEn from './catalogue/project.en.json';
import savingEn from './catalogue/saving.en.json';
import releaseEn from './catalogue/release.en.json';
import scenariosEn from './catalogue/scenarios.en.json';
import releaseTablesEn from './catalogue/releaseTables.en.json';
import weightRuleEn from './catalogue/weightRule.en.json';
import areasSv from './catalogue/areas.sv.json';
import assessmentSv from './catalogue/assessment.sv.json';
import classesSv from './catalogue/classes.sv.json';
import dataSv from './catalogue/data.sv.json';
import definitionSv from './catalogue/definition.sv.json';
import developmentSv from './catalogue/development.sv.json';
import frameSv from './catalogue/frame.sv.json';
import groupsSv from './catalogue/groups.sv.json';
import guideSv from './catalogue/guide.sv.json';
import indicatorsSv from './catalogue/indicators.sv.json';
import logSv from './catalogue/log.sv.json';
import mapSv from './catalogue/map.sv.json';
import needsSv from './catalogue/needs.sv.json';
import partsSv from './catalogue/parts.sv.json';
import projectSv from './catalogue/project.sv.json';
import savingSv from './catalogue/saving.sv.json';
import releaseSv from './catalogue/release.sv.json';
import scenariosSv from './catalogue/scenarios.sv.json';
import releaseTablesSv from './catalogue/releaseTables.sv.json';
import weightRuleSv from './catalogue/weightRule.sv.json';

// One pair of files per part of the window; a key stands in one of them only. Swedish is the source.
export const sv = {
  ...frameSv,
  ...guideSv,
  ...partsSv,
  ...projectSv,
  ...classesSv,
  ...weightRuleSv,
  ...dataSv,
  ...areasSv,
  ...logSv,
  ...mapSv,
  ...savingSv,
  ...assessmentSv,
  ...groupsSv,
  ...needsSv,
  ...indicatorsSv,
  ...developmentSv,
  ...definitionSv,
  ...releaseSv,
  ...scenariosSv,
  ...releaseTablesSv,
};
export const en: Readonly<Record<keyof typeof sv, string>> = {
  ...frameEn,
  ...guideEn,
  ...partsEn,
  ...projectEn,
  ...classesEn,
  ...weightRuleEn,
  ...dataEn,
  ...areasEn,
  ...logEn,
  ...mapEn,
  ...savingEn,
  ...assessmentEn,
  ...groupsEn,
  ...needsEn,
  ...indicatorsEn,
  ...developmentEn,
  ...definitionEn,
  ...releaseEn,
  ...scenariosEn,
  ...releaseTablesEn,
};
