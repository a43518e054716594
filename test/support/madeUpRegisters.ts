import type { Column } from '../../electron/engine/store/columns.ts';
import { MISSING_INTEGER } from '../../electron/engine/store/columns.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { columnRegister } from './memoryColumns.ts';

type Held = ReturnType<typeof columnRegister>;

/** What the registers of a made-up country hold, with every gap that the real ones have. */
export interface MadeUp {
  readonly registers: readonly Held[];
  readonly regso: readonly string[];
}

/**
 * Registers of `persons` people in `areaCount` areas (8 to a municipality), from a seed. Everything that may be missing
 * is missing now and then; some area codes are in no key; some households have no dwelling and some people no household.
 */
export function madeUpRegisters(persons: number, areaCount: number, seed: number, year = 2022): MadeUp {
  const source = generator(seed, 'registers');
  const regso = Array.from({ length: areaCount }, (_, i) => {
    const municipality = 6001 + Math.floor(i / 8);
    return `${String(municipality)}R${String(1 + (i % 8)).padStart(3, '0')}`;
  });
  const codes = ['', ...regso, '9999R001'];
  const sometimes = (share: number): boolean => source.uniform() < share;
  const area = (): number =>
    sometimes(0.01) ? 0 : sometimes(0.005) ? codes.length - 1 : 1 + source.integer(areaCount - 1);

  const integers = (n: number, of: (i: number) => number | null): Column => ({
    type: 'integer',
    values: Int32Array.from({ length: n }, (_, i) => of(i) ?? MISSING_INTEGER),
  });
  const decimals = (n: number, of: (i: number) => number | null): Column => ({
    type: 'decimal',
    values: Float64Array.from({ length: n }, (_, i) => of(i) ?? Number.NaN),
  });
  const keys = (n: number, of: (i: number) => number | null): Column => ({
    type: 'key',
    values: Float64Array.from({ length: n }, (_, i) => of(i) ?? Number.NaN),
  });
  /** Codes picked evenly, missing with the given share. */
  const categories = (n: number, words: readonly string[], missing: number): Column => ({
    type: 'category',
    dictionary: ['', ...words],
    values: Uint8Array.from({ length: n }, () => (sometimes(missing) ? 0 : 1 + source.integer(words.length))),
  });
  const areas = (n: number): Column => ({
    type: 'area',
    dictionary: codes,
    values: Uint16Array.from({ length: n }, () => area()),
  });
  const gap = (value: number, share: number): number | null => (sometimes(share) ? null : value);

  const households = Math.floor(persons / 2);
  const dwellings = Math.floor(households * 0.95);
  const pupils = Math.max(10, Math.floor(persons / 20));
  const voters = Math.floor(persons * 0.7);
  const crimes = Math.floor(persons / 7);
  return {
    regso,
    registers: [
      columnRegister('person', year, persons, {
        LopNr: keys(persons, (i) => i + 1),
        RegSO: areas(persons),
        Alder: integers(persons, () => gap(source.integer(101), 0.002)),
        UtlSvBakg: categories(persons, ['22', '11', '12', '21'], 0.01),
        VistelseTid: integers(persons, () => gap(source.integer(30), 0.6)),
        RegistreradHelaAret: categories(persons, ['1', '0', '1x', '1y'], 0.01),
        HushallLopNr: keys(persons, () => gap(7 * (1 + source.integer(households)), 0.01)),
        StallningHushall: categories(persons, ['1', '2', '3', '4'], 0.02),
        Sun2020Niva_old: categories(persons, ['1', '2', '3', '4', '5', '6', '7'], 0.1),
        BAS: categories(persons, ['1', '2', '3', '4', '5', '6', '9'], 0.1),
        ALosManader: integers(persons, () => gap(source.integer(13), 0.3)),
        EkBistManader: integers(persons, () => gap(source.integer(13), 0.3)),
        DispInkKE04: decimals(persons, () => gap(Math.round(25_000 + 9000 * source.normal()) / 10, 0.03)),
        UVAS: categories(persons, ['0', '1'], 0.2),
        Ohalsodagar: decimals(persons, () => gap(Math.max(0, Math.round(300 * source.normal()) / 10), 0.1)),
        Misstankt: categories(persons, ['0', '1'], 0.1),
        Flyttat: categories(persons, ['0', '1'], 0.01),
        Kon: categories(persons, ['1', '2'], 0.005),
        DispInk04: decimals(persons, () => gap(Math.round(22_000 + 9000 * source.normal()) / 10, 0.05)),
        SocBidrPersF04: decimals(persons, () => gap(Math.max(0, Math.round(2000 * source.normal()) / 10), 0.2)),
        SjukErsManader: integers(persons, () => gap(Math.max(0, source.integer(40) - 27), 0.1)),
        LokTillfallen: integers(persons, () => gap(Math.max(0, source.integer(140) - 40), 0.1)),
      }),
      columnRegister('hushall', year, households, {
        HushallLopNr: keys(households, (i) => 7 * (i + 1)),
        LagenhetLopNr: keys(households, () => gap(1e12 + 1000 * source.integer(households), 0.05)),
        RegSO: areas(households),
        HushTyp: categories(households, ['1', '2', '3', '4', '5'], 0.02),
        AntalPersoner: integers(households, () => gap(1 + source.integer(6), 0.01)),
      }),
      columnRegister('lagenhet', year, dwellings, {
        LagenhetLopNr: keys(dwellings, (i) => 1e12 + 1000 * i),
        RegSO: areas(dwellings),
        AntalRum: integers(dwellings, () => gap(1 + source.integer(5), 0.3)),
        Boarea: decimals(dwellings, () => gap(20 + source.integer(1200) / 10, 0.05)),
        Upplatelseform: categories(dwellings, ['1', '2', '3'], 0.03),
        Hustyp: categories(dwellings, ['1', '2'], 0.03),
      }),
      columnRegister('elever', year, pupils, {
        LopNr: keys(pupils, (i) => i + 1),
        RegSO: areas(pupils),
        Meritvarde: decimals(pupils, () => gap(source.integer(137) * 2.5, 0.05)),
        BehorigYrkes: categories(pupils, ['0', '1'], 0.05),
        GodkandAlla: categories(pupils, ['0', '1'], 0.05),
        BehorigHogskole: categories(pupils, ['0', '1'], 0.05),
        Kon: categories(pupils, ['1', '2'], 0.01),
      }),
      columnRegister('rostande', year, voters, {
        LopNr: keys(voters, (i) => i + 1),
        RegSO: areas(voters),
        RostrattRiksdag: categories(voters, ['0', '1', '1a'], 0.01),
        RostadeRiksdag: categories(voters, ['0', '1'], 0.1),
        RostadeRegion: categories(voters, ['0', '1'], 0.01),
        RostadeKommun: categories(voters, ['0', '1'], 0.01),
      }),
      columnRegister('brott', year, crimes, {
        HandelseLopNr: keys(crimes, (i) => i + 1),
        RegSO: areas(crimes),
        Brottstyp: categories(crimes, ['Våld', 'Stöld', 'Narkotika', 'Övrigt', 'Skadegörelse', 'Bedrägeri'], 0.01),
      }),
      columnRegister('omrade', year, areaCount, {
        RegSO: { type: 'area', dictionary: codes, values: Uint16Array.from({ length: areaCount }, (_, i) => i + 1) },
        Landareal: decimals(areaCount, () => gap(1 + source.integer(900) / 100, 0.05)),
        DagbefSyss: integers(areaCount, () => gap(source.integer(300), 0.05)),
      }),
    ],
  };
}
