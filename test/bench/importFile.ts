import { closeSync, openSync, writeSync } from 'node:fs';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { generator } from '../../shared/domain/random/generator.ts';

/*
 * A made-up extract for the benchmark of the import: 25 columns of the kinds that a national register has, semicolons and
 * decimal commas, rows sorted by area, keys unsorted. The same bytes for the same number of rows.
 */

export const EXTRACT: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'person',
  year: { column: 'Ar' },
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'LopNr', type: 'key', required: true },
    { source: 'Ar', type: 'integer', required: true },
    { source: 'DeSO', type: 'area', level: 'deso' },
    { source: 'RegSO', type: 'area', level: 'regso' },
    { source: 'Kon', type: 'category', required: true, codes: { '1': 'man', '2': 'kvinna' } },
    { source: 'Alder', type: 'integer', required: true, min: 0, max: 110 },
    { source: 'UtlSvBakg', type: 'category' },
    { source: 'VistelseTid', type: 'integer' },
    { source: 'Civil', type: 'category' },
    { source: 'HushallLopNr', type: 'key', required: true },
    { source: 'StallningHushall', type: 'category' },
    { source: 'AntalBarn', type: 'integer' },
    { source: 'Sun2020Niva', type: 'category' },
    { source: 'Sun2020Inr', type: 'category' },
    { source: 'BAS', type: 'category' },
    { source: 'SNI', type: 'category' },
    { source: 'ALosManader', type: 'integer' },
    { source: 'EkBistManader', type: 'integer' },
    { source: 'ForvInk', type: 'integer' },
    { source: 'DispInkKE', type: 'decimal' },
    { source: 'KapInk', type: 'decimal' },
    { source: 'Ohalsodagar', type: 'decimal' },
    { source: 'UVAS', type: 'category' },
    { source: 'Misstankt', type: 'category' },
    { source: 'Flyttat', type: 'category' },
  ],
  unique: ['LopNr'],
};

const AREAS = 3363;
const BLOCK = 4_194_304;

/** Writes ASCII into a buffer that is handed to the file when it is full. */
class Writer {
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafe(BLOCK);
  #length = 0;
  written = 0;

  constructor(file: string) {
    this.#descriptor = openSync(file, 'wx', 0o600);
  }

  room(): void {
    if (this.#length > BLOCK - 1024) this.#flush();
  }

  text(text: string): void {
    this.#length += this.#buffer.write(text, this.#length, 'latin1');
  }

  whole(value: number): void {
    let size = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) size += 1;
    let rest = value;
    for (let i = size - 1; i >= 0; i -= 1) {
      const next = Math.floor(rest / 10);
      this.#buffer[this.#length + i] = 0x30 + (rest - next * 10);
      rest = next;
    }
    this.#length += size;
  }

  byte(byte: number): void {
    this.#buffer[this.#length] = byte;
    this.#length += 1;
  }

  close(): number {
    this.#flush();
    closeSync(this.#descriptor);
    return this.written;
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#buffer, 0, this.#length);
    this.written += this.#length;
    this.#length = 0;
  }
}

const SEMICOLON = 0x3b;
const COMMA = 0x2c;
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Writes the extract and gives its size in bytes. */
export function writeExtract(file: string, rows: number): number {
  const random = generator(1, 'import extract');
  const below = (n: number): number => Math.floor(random.uniform() * n);
  const writer = new Writer(file);
  writer.text(`${EXTRACT.columns.map(({ source }) => source).join(';')}\n`);
  const sni = Array.from({ length: 800 }, () => pad(1000 + below(90_000), 5));
  const direction = Array.from({ length: 300 }, () => `${pad(below(1000), 3)}${'abcdefz'.charAt(below(7))}`);
  for (let row = 0; row < rows; row += 1) {
    writer.room();
    const area = Math.floor((row * AREAS) / rows);
    const county = pad(60 + (area % 21), 2);
    const age = below(100);
    const adult = age >= 16;
    // An odd factor scrambles the row's number one to one below 2^24, so that keys are unique and unsorted.
    writer.whole(100_000_000 + ((row * 11_400_171) % 16_777_216));
    writer.text(`;2023;${county}80C${pad(1000 + Math.floor(area / 21) * 10 + below(2), 4)};`);
    writer.text(`${county}80R${pad(1 + Math.floor(area / 21), 3)};${age % 2 === 0 ? '1' : '2'};`);
    writer.whole(age);
    writer.byte(SEMICOLON);
    const abroad = below(5) === 0;
    writer.text(abroad ? '11;' : '22;');
    if (abroad) writer.whole(below(60));
    writer.byte(SEMICOLON);
    writer.text(['OG', 'G', 'S', 'RP'][below(4)] ?? 'G');
    writer.byte(SEMICOLON);
    writer.whole(200_000_000 + Math.floor(row / 2));
    writer.byte(SEMICOLON);
    writer.whole(1 + below(4));
    writer.byte(SEMICOLON);
    writer.whole(below(5));
    writer.byte(SEMICOLON);
    if (adult) writer.whole(1 + below(7));
    writer.byte(SEMICOLON);
    if (adult) writer.text(direction[below(300)] ?? '');
    writer.byte(SEMICOLON);
    if (adult) writer.whole(1 + below(6));
    writer.byte(SEMICOLON);
    if (adult) writer.text(sni[below(800)] ?? '');
    writer.byte(SEMICOLON);
    writer.whole(below(12) === 0 ? below(13) : 0);
    writer.byte(SEMICOLON);
    writer.whole(below(20) === 0 ? below(13) : 0);
    writer.byte(SEMICOLON);
    if (adult) writer.whole(below(900_000));
    writer.byte(SEMICOLON);
    writer.whole(500 + below(6000));
    writer.byte(COMMA);
    writer.whole(below(10));
    writer.byte(SEMICOLON);
    writer.whole(below(300_000));
    writer.byte(COMMA);
    writer.whole(10 + below(90));
    writer.byte(SEMICOLON);
    writer.whole(below(366));
    writer.byte(COMMA);
    writer.whole(below(10));
    writer.byte(SEMICOLON);
    if (adult) writer.whole(below(2));
    writer.byte(SEMICOLON);
    if (adult) writer.whole(below(2));
    writer.byte(SEMICOLON);
    writer.whole(below(2));
    writer.byte(0x0a);
  }
  return writer.close();
}
