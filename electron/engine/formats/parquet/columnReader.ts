import type { ColumnMetaData, PageHeader, SchemaElement, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { ColumnDecoder } from 'hyparquet/src/types.js';
import { type DataPage, openPage, PAGE_STEP, readDictionary } from './page.ts';
import { EndsEarly, endOfThrift } from './thriftCheck.ts';

/** Reads the bytes of a file from one place to another; throws when they are not there. */
export type ReadBytes = (from: number, to: number) => Uint8Array<ArrayBuffer>;

/** A column in one row group. */
export interface ColumnChunk {
  readonly start: number;
  readonly end: number;
  /** Values, missing ones included: as many as the group has rows. */
  readonly values: number;
  readonly codec: ColumnMetaData['codec'];
}

/** Bytes of unpacked pages that all columns of a file together keep hold of. */
export class PageMemory {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  change(bytes: number): void {
    this.#held += bytes;
  }

  get full(): boolean {
    return this.#held > this.#most;
  }
}

const decoder = new TextDecoder();
/** What is made of a dictionary takes a multiple of its bytes. */
const DICTIONARY_COST = 8;
const FIRST_LOOK = 1024;
/** Smallest and largest value stand in a page's header: texts may be long. */
const LONGEST_HEADER = 1_048_576;

/** As the reader makes them, but for what it would parse further: JSON stays text, and maps are not stored. */
const PARSERS: ColumnDecoder['parsers'] = {
  ...DEFAULT_PARSERS,
  jsonFromBytes: (bytes) => decoder.decode(bytes),
  geometryFromBytes: () => undefined,
  geographyFromBytes: () => undefined,
};

interface Page {
  readonly header: PageHeader;
  /** Where its bytes begin, and end. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a flat column from its first row on, a page at a time. What a page says of itself is checked against the bytes of
 * the file and the values that are left before anything is made as large as it says. When the pages of all columns
 * together take too much memory, this one's is let go and opened again for the next rows.
 */
export class ColumnReader {
  readonly #read: ReadBytes;
  readonly #element: SchemaElement;
  readonly #schemaPath: SchemaTree[];
  readonly #chunks: readonly ColumnChunk[];
  readonly #memory: PageMemory;
  readonly #word: (value: unknown) => unknown;
  #chunk = -1;
  #decoder: ColumnDecoder | undefined;
  /** Where the next page of the chunk begins. */
  #at = 0;
  /** Values of the chunk in pages that have not been opened. */
  #unopened = 0;
  #dictionaryPage: Page | undefined;
  #dictionary: ArrayLike<unknown> | undefined;
  #dictionaryBytes = 0;
  #page: Page | undefined;
  #open: DataPage | undefined;
  #taken = 0;
  #count = 0;

  /** `word`: what is given for a value that a dictionary holds once. */
  constructor(
    read: ReadBytes,
    schemaPath: SchemaTree[],
    chunks: readonly ColumnChunk[],
    memory: PageMemory,
    word: (value: unknown) => unknown,
  ) {
    this.#read = read;
    this.#word = word;
    this.#schemaPath = schemaPath;
    this.#element = (schemaPath.at(-1) as SchemaTree).element;
    this.#chunks = chunks;
    this.#memory = memory;
  }

  /** Puts the next `rows` values into `into`, from its beginning; null where missing. @throws RangeError when damaged */
  read(into: unknown[], rows: number): void {
    for (let done = 0; done < rows;) {
      const page = this.#present();
      const count = Math.min(rows - done, page.left, PAGE_STEP);
      page.read(into, done, count);
      this.#taken += count;
      done += count;
    }
    if (this.#open?.left === 0) this.#close();
    if (this.#memory.full) this.#letGo();
  }

  /** Lets go of everything that is held. */
  close(): void {
    this.#letGo();
  }

  #present(): DataPage {
    if (this.#open !== undefined && this.#open.left > 0) return this.#open;
    if (this.#open === undefined && this.#page !== undefined) return this.#openAgain(this.#page);
    this.#close();
    for (;;) {
      while (this.#unopened === 0) this.#nextChunk();
      const page = this.#nextPage();
      if (page.header.type === 'DICTIONARY_PAGE') {
        if (this.#dictionaryPage !== undefined) throw new RangeError('two dictionaries');
        this.#dictionaryPage = page;
      } else if (page.header.type === 'DATA_PAGE' || page.header.type === 'DATA_PAGE_V2') {
        const count = page.header.data_page_header?.num_values ?? page.header.data_page_header_v2?.num_values ?? -1;
        if (!(count >= 0 && count <= this.#unopened)) throw new RangeError('values of a page');
        this.#unopened -= count;
        if (count === 0) continue;
        this.#page = page;
        this.#taken = 0;
        this.#count = count;
        return this.#openAgain(page);
      }
    }
  }

  #nextChunk(): void {
    this.#chunk += 1;
    const chunk = this.#chunks[this.#chunk];
    if (chunk === undefined) throw new RangeError('rows end early');
    this.#letGo();
    this.#dictionaryPage = undefined;
    this.#at = chunk.start;
    this.#unopened = chunk.values;
    const { type } = this.#element;
    if (type === undefined) throw new RangeError('a column without a type');
    this.#decoder = {
      pathInSchema: [this.#element.name],
      type,
      element: this.#element,
      schemaPath: this.#schemaPath,
      codec: chunk.codec,
      parsers: PARSERS,
    };
  }

  /** The header of the next page, and where its bytes are. */
  #nextPage(): Page {
    const { end } = this.#chunks[this.#chunk] as ColumnChunk;
    for (let look = FIRST_LOOK; ; look *= 32) {
      const bytes = this.#read(this.#at, Math.min(end, this.#at + look));
      let length: number;
      try {
        length = endOfThrift(bytes);
      } catch (cause) {
        if (cause instanceof EndsEarly && this.#at + look < end && look < LONGEST_HEADER) continue;
        throw cause;
      }
      const header = parquetHeader({ view: new DataView(bytes.buffer), offset: 0 });
      const from = this.#at + length;
      const to = from + header.compressed_page_size;
      if (!(to >= from && to <= end)) throw new RangeError('bytes of a page');
      this.#at = to;
      return { header, from, to };
    }
  }

  #openAgain(page: Page): DataPage {
    const column = this.#decoder as ColumnDecoder;
    if (this.#dictionary === undefined && this.#dictionaryPage !== undefined) {
      const { header, from, to } = this.#dictionaryPage;
      this.#dictionary = Array.from(readDictionary(header, this.#read(from, to), column), this.#word);
      this.#dictionaryBytes = header.uncompressed_page_size * DICTIONARY_COST;
      this.#memory.change(this.#dictionaryBytes);
    }
    const open = openPage(page.header, this.#read(page.from, page.to), column, this.#dictionary);
    if (open.left !== this.#count) throw new RangeError('values of a page');
    this.#open = open;
    this.#memory.change(open.bytes);
    const passed: unknown[] = [];
    for (let left = this.#taken; left > 0; left -= PAGE_STEP) open.read(passed, 0, Math.min(left, PAGE_STEP));
    return open;
  }

  /** The page has been read. */
  #close(): void {
    this.#memory.change(-(this.#open?.bytes ?? 0));
    this.#open = undefined;
    this.#page = undefined;
  }

  #letGo(): void {
    this.#memory.change(-(this.#open?.bytes ?? 0) - this.#dictionaryBytes);
    this.#open = undefined;
    this.#dictionary = undefined;
    this.#dictionaryBytes = 0;
  }
}
