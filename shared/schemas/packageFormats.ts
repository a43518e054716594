/* Apart from the schemas, since the window uses the list and carries no schema library. */

/** File formats of a package. */
export const PACKAGE_FORMATS = [
  'csv',
  'csv-excel',
  'xlsx',
  'px',
  'json-stat',
  'geojson',
  'geopackage',
  'svg',
  'png',
  'html',
  'pdf',
  'docx',
] as const;
export type PackageFormat = (typeof PACKAGE_FORMATS)[number];
