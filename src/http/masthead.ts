import { Injectable } from '@nestjs/common';

/** The office in whose name the pages speak. */
export interface MastheadOffice {
  readonly id: string;
  /** Where the picture at the head of the pages is. */
  readonly logo: string;
  readonly name: string;
  readonly parentName: string;
  readonly address: string;
  /** Email and telephone in one text; null when the office has neither. */
  readonly contact: string | null;
  /** Two digits (Kemendagri): its kabupaten/kota head every list of regions. */
  readonly provinceCode: string;
}

type ReadOffice = () => Promise<MastheadOffice | null>;

/** What stands at the head and the foot of every page; the floor that knows the office says how it is read. */
@Injectable()
export class Masthead {
  private read: ReadOffice = () => Promise.resolve(null);

  readBy(read: ReadOffice): void {
    this.read = read;
  }

  /** Null before there is an office, and when it can't be read: a page about a fault must still be shown. */
  async office(): Promise<MastheadOffice | null> {
    try {
      return await this.read();
    } catch {
      return null;
    }
  }
}
