import { expect, it } from '@jest/globals';
import { parseLocale } from './locale.js';

it('knows its two locales and no other', () => {
  expect(['id', 'en', 'ms', 'ID', '', undefined].map(parseLocale)).toEqual(['id', 'en', null, null, null, null]);
});
