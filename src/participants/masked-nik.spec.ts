import { expect, it } from '@jest/globals';
import { maskNik } from './masked-nik.js';

it('shows where a NIK was issued and nothing of its bearer', () => {
  expect(maskNik('6371055203880001')).toBe('6371************');
});
