import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publicFolder, templatesFolder } from '../http/templates-folder.js';
import { locales } from '../kernel/locale.js';
import { NotFound } from '../kernel/problems.js';

const folder = join(publicFolder, 'attendant');
const library = dirname(createRequire(import.meta.url).resolve('qr/decode.js'));
const libraryFiles = ['decode.js', 'index.js'];

/** The files of the app that are not served as they lie in `public/`. */
@Injectable()
export class AppFiles {
  /** The service worker; its text changes with any file that it keeps, so that phones fetch them anew. */
  readonly worker: string;
  private readonly library: ReadonlyMap<string, string>;

  constructor() {
    const worker = readFileSync(join(folder, 'worker.js'), 'utf8');
    this.library = new Map(libraryFiles.map((file) => [file, readFileSync(join(library, file), 'utf8')]));
    this.worker = `const version = '${this.version()}';\n${worker}`;
  }

  /** The reader of QR codes for browsers that have none of their own. Throws `NotFound` for any other file. */
  decoder(file: string): string {
    const source = this.library.get(file);
    if (source === undefined) throw new NotFound('route_not_found');
    return source;
  }

  private version(): string {
    const own = readdirSync(folder).map((file) => join(folder, file));
    const page = join(templatesFolder, 'pages', 'attendant.hbs');
    const words = locales.flatMap((locale) =>
      ['attendant', 'self-check-in'].map((topic) => join(templatesFolder, 'locales', locale, `${topic}.json`)),
    );
    const hash = createHash('sha256');
    for (const file of [...own, join(publicFolder, 'bina.css'), page, ...words]) hash.update(readFileSync(file));
    for (const source of this.library.values()) hash.update(source);
    return hash.digest('hex').slice(0, 16);
  }
}
