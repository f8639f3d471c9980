import { describe, expect, it } from '@jest/globals';
import { faultsOf, type WordingRules } from './wording.rules.js';

const rules: WordingRules = {
  names: ['nama', 'kegiatan'],
  lists: { sesi: ['judul', 'hari'] },
  blocks: ['tiket', 'jadwal'],
  needed: ['tiket'],
};

const inBody = (body: string) =>
  faultsOf({ subject: 'Undangan', body: `${body}\n{{tiket}}` }, rules).map(
    ({ line, column, code, found }) => `${line}:${column} ${code} ${found}`,
  );

describe('what an office may write', () => {
  it('is names, conditions, lists two deep, and each fixed part on a line of its own', () => {
    const body = [
      'Yth. {{nama}}, {{ kegiatan }}{{#if kegiatan}}, ya{{else}}, tidak{{/if}}',
      '{{#each sesi}}',
      '- {{judul}} bagi {{nama}}{{#each sesi}} {{hari}}{{/each}}',
      '{{/each}}',
      '{{#if sesi}}Ada sesi.{{/if}}',
      '{{jadwal}}',
      'Harga { 5 } tetap.',
    ].join('\n');
    expect(inBody(body)).toEqual([]);
  });

  it.each([
    ['{{namaa}}', '1:1 wording_unknown {{namaa}}'],
    ['Yth.\n  {{nama}} {{judul}}', '2:12 wording_unknown {{judul}}'],
    ['{{#if alamat}}x{{/if}}', '1:1 wording_unknown {{#if alamat}}'],
    ['{{#each nama}}x{{/each}}', '1:1 wording_no_list {{#each nama}}'],
    ['{{sesi}}', '1:1 wording_list_alone {{sesi}}'],
    ['Yth. {{nama', '1:6 wording_unclosed {{nama'],
    ['Yth. {{nama}', '1:6 wording_unclosed {{nama'],
    ['Yth. nama}}', '1:10 wording_unopened }}'],
    ['a\n{{#if nama}}\nb', '2:1 wording_unclosed_part {{#if nama}}'],
    ['{{/if}}', '1:1 wording_stray {{/if}}'],
    ['{{#if nama}}{{/each}}{{/if}}', '1:13 wording_stray {{/each}}'],
    ['{{else}}', '1:1 wording_stray {{else}}'],
    ['{{#if nama}}{{else}}{{else}}{{/if}}', '1:21 wording_stray {{else}}'],
    ['{{{nama}}}', '1:1 wording_forbidden {{{nama}}}'],
    ['{{&nama}}', '1:1 wording_forbidden {{&nama}}'],
    ['\\{{nama}}', '1:1 wording_forbidden \\{{nama}}'],
    ['{{@root.nama}}', '1:1 wording_forbidden {{@root.nama}}'],
    ['{{../nama}}', '1:1 wording_forbidden {{../nama}}'],
    ['{{nama.constructor}}', '1:1 wording_forbidden {{nama.constructor}}'],
    ['{{__proto__}}', '1:1 wording_unknown {{__proto__}}'],
    ['{{this}}', '1:1 wording_unknown {{this}}'],
    ['{{lookup nama "x"}}', '1:1 wording_forbidden {{lookup nama "x"}}'],
    ['{{> layout.html}}', '1:1 wording_forbidden {{> layout.html}}'],
    ['{{#with nama}}x', '1:1 wording_forbidden {{#with nama}}'],
    ['{{#unless nama}}x', '1:1 wording_forbidden {{#unless nama}}'],
    ['{{#if (lookup nama 1)}}x{{/if}}', '1:1 wording_unknown {{#if (lookup nama 1)}}'],
    ['{{#each sesi as |x|}}x{{/each}}', '1:1 wording_no_list {{#each sesi as |x|}}'],
    ['{{* x}}', '1:1 wording_forbidden {{* x}}'],
    ['{{! catatan }}', '1:1 wording_forbidden {{! catatan }}'],
    ['{{else if nama}}', '1:1 wording_forbidden {{else if nama}}'],
    ['{{jadwal}} di sini', '1:1 wording_block_place {{jadwal}}'],
    ['{{#if nama}}\n{{jadwal}}\n{{/if}}', '2:1 wording_block_place {{jadwal}}'],
    ['{{tiket}}', '2:1 wording_block_twice {{tiket}}'],
  ])('is not %j', (body, fault) => {
    expect(inBody(body)).toContain(fault);
  });

  it('is no list in a list in a list', () => {
    const body = `${'{{#each sesi}}'.repeat(3)}x${'{{/each}}'.repeat(3)}`;
    expect(inBody(body)).toEqual(['1:29 wording_too_deep {{#each sesi}}']);
  });

  it('needs the parts without which the mail does not do its work', () => {
    expect(faultsOf({ subject: 'Undangan', body: 'Yth.\nHormat kami' }, rules)).toEqual([
      { field: 'body', line: 2, column: 12, code: 'wording_block_missing', found: '{{tiket}}' },
    ]);
  });

  it('has a subject of one line, without fixed parts', () => {
    const faults = faultsOf({ subject: 'Undangan\nBcc: x {{tiket}} {{nam}}', body: '{{tiket}}' }, rules);
    expect(faults.map(({ field, line, code }) => [field, line, code])).toEqual([
      ['subject', 1, 'wording_subject_lines'],
      ['subject', 2, 'wording_unknown'],
      ['subject', 2, 'wording_unknown'],
    ]);
  });
});
