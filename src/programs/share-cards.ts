import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { shareCardPng, type ShareCardView } from '../documents/share-card.js';

const most = 60;

/** A short name of what a card says. */
export function cardVersion(view: ShareCardView): string {
  return createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 16);
}

export interface ShareCard {
  readonly content: Buffer;
  /** Changes with what the card says. */
  readonly etag: string;
}

/** Draws each card once for as long as it says the same; the oldest are forgotten. */
@Injectable()
export class ShareCards {
  private readonly drawn = new Map<string, Promise<Buffer>>();

  async of(view: ShareCardView): Promise<ShareCard> {
    const version = cardVersion(view);
    return { content: await (this.drawn.get(version) ?? this.draw(version, view)), etag: `"${version}"` };
  }

  private draw(version: string, view: ShareCardView): Promise<Buffer> {
    const drawing = shareCardPng(view);
    this.drawn.set(version, drawing);
    drawing.catch(() => this.drawn.delete(version));
    for (const oldest of this.drawn.keys()) {
      if (this.drawn.size <= most) break;
      this.drawn.delete(oldest);
    }
    return drawing;
  }
}
