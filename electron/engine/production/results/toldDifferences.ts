import type { ResultDifferences } from '../../../../shared/domain/years/compareResults.ts';
import { jsonText } from '../../areafile/numberText.ts';

/** The differences as JSON: pairs of areas that are the same as a number, all else whole. Ends with a line break. */
export function differencesText({ areas, ...rest }: ResultDifferences): string {
  const { same, ...told } = areas;
  return jsonText({ status: 'ej röjandekontrollerad', version: 1, ...rest, areas: { same: same.length, ...told } });
}
