import type { Role } from '../../../shared/schemas/preview.ts';

/** A column's name without marks, capitals and signs: "Ålder (år)" and "alder_ar" are one. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');

/** What names say, the first that matches. Names are plain. */
const BY_NAME: readonly (readonly [Role, RegExp])[] = [
  [
    'identifier',
    /^(?:person(?:nr|nummer)|pnr|personid|samordnings?(?:nr|nummer)|(?:for|efter|till)?namn|mellannamn|fullnamn|namnet|(?:co|gatu|post|bostads|utdelnings|folkbokforings)?adress|gata|epost(?:adress)?|email|mail|telefon(?:nr|nummer)?|tel|mobil(?:nr|nummer|telefon)?|koordinat[xyne]?|(?:x|y|n|e|nord|ost)koord(?:inat)?|lat|latitud|latitude|lon|lng|longitud|longitude|sweref[a-z0-9]*|fastighetsbeteckning|fastbet|orgnr|organisationsnummer|peorgnr)$/u,
  ],
  ['birth-year', /^(?:fodelse?ar|fodar|fodelsear\d*|foddar|birthyear)$/u],
  ['household-key', /^(?:lopnr)?(?:hush(?:all)?|famid|familj)(?:s)?(?:lopnr|id|nr|key|idnr)*$/u],
  ['household-key', /(?:hushall|familj).*(?:lopnr|id)$|(?:lopnr|id).*(?:hushall|familj)/u],
  ['dwelling-key', /(?:lagenhet|lgh|bostad|dwelling).*(?:lopnr|id|nr)$|(?:lopnr|id).*(?:lagenhet|lgh|bostad)/u],
  [
    'event-key',
    /(?:handelse|arende|brott|anmalan|anmalning|event|case).*(?:lopnr|id|nr)$|(?:lopnr|id).*(?:handelse|arende|brott)/u,
  ],
  [
    'person-key',
    /^(?:[a-z]{0,3}lopnr|lopnr(?:person(?:nr)?)?|person(?:lopnr|key|nyckel)|p(?:erson)?lopnr.*|pid|individ(?:id|nr|lopnr)?|lopnummer|idnr|id|key|pseudonym|.*lopnrpers.*)$/u,
  ],
  ['key', /(?:lopnr|lopnummer|nyckel|key)$/u],
  ['deso', /^deso(?:kod|2018|2020|2025|omrade)*$/u],
  ['regso', /^regso(?:kod|2018|2020|2025|omrade)*$/u],
  ['area-name', /(?:namn|name|klartext)$/u],
  ['municipality', /^(?:kommun|kn|kommunkod|knkod|lanskommun|lkn|lkf|municipality|fkommun|kommunid)$/u],
  ['county', /^(?:lan|lanskod|lankod|county|lanid)$/u],
  ['year', /^(?:ar|year|referensar|artal|inkomstar|kalenderar|ars|matar|arsta|lasar|valar|redovisningsar)$/u],
  ['month', /^(?:man|manad|month|manadnr)$/u],
  ['sex', /^(?:kon|sex|gender|konkod)$/u],
  ['age', /^(?:alder|age|aldervidaretsslut|alderar|aldarsslut|fyllda?ar)$/u],
  ['date', /(?:datum|date|dat)$/u],
];

/** The role that a column's name says, if any. */
export function roleByName(name: string): Role | undefined {
  const plain = plainName(name);
  return BY_NAME.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Names of counts and amounts: small whole numbers under them are numbers and no codes. */
const QUANTITY =
  /(?:antal|manader|dagar|ar$|alder|rum|belopp|ink|inkomst|lon|poang|varde|yta|area|tid|timmar|summa|kr$|sek$|procent|andel|folkmangd|befolkning|ersattning|bidrag|formogenhet|skuld|index|kvot|rate|count|amount|value|sum|vikt|weight)/u;
export const isQuantityName = (name: string): boolean => QUANTITY.test(plainName(name));
