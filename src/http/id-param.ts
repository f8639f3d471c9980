import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFound } from '../kernel/problems.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `@Param('id', IdParam)`: what is no id names nothing, so it is 404 like an id that nobody has. */
@Injectable()
export class IdParam implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !uuid.test(value)) throw new NotFound('not_found');
    return value;
  }
}
