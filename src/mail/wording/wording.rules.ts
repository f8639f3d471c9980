/** What an office wrote for one mail: a subject of one line, and plain text with names in double braces. */
export interface WordingText {
  readonly subject: string;
  readonly body: string;
}

/** What may be named in it. */
export interface WordingRules {
  readonly names: readonly string[];
  /** Lists, with the names of their items. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly blocks: readonly string[];
  /** Of the blocks, those without which the mail would not do its work. */
  readonly needed: readonly string[];
}

/** A mistake, where it begins; lines and columns count from 1. */
export interface WordingFault {
  readonly field: 'subject' | 'body';
  readonly line: number;
  readonly column: number;
  readonly code: string;
  /** What stands there. */
  readonly found: string;
}

export const longestSubjectSource = 200;
export const longestBody = 5_000;
const deepestEach = 2;
const longestFound = 60;

type Faulty = Omit<WordingFault, 'field'>;

interface Tag {
  readonly at: number;
  readonly raw: string;
  /** Between the braces; null when they are not closed. */
  readonly inner: string | null;
}

interface Opened {
  readonly kind: 'if' | 'each';
  readonly tag: Tag;
  readonly name: string;
  hasElse: boolean;
}

/** All mistakes of a text, from the first to the last. An empty list: it is safe to render and complete. */
export function faultsOf({ subject, body }: WordingText, rules: WordingRules): WordingFault[] {
  const inSubject = [...lineFaults(subject), ...new TagCheck(subject, { ...rules, blocks: [] }).run()];
  const inBody = [...new TagCheck(body, rules).run(), ...missingBlocks(body, rules)];
  return [
    ...inSubject.map((fault) => ({ ...fault, field: 'subject' as const })),
    ...inBody.map((fault) => ({ ...fault, field: 'body' as const })),
  ];
}

function lineFaults(subject: string): Faulty[] {
  const at = subject.search(/[\r\n]/);
  return at < 0 ? [] : [{ ...placeOf(subject, at), code: 'wording_subject_lines', found: '' }];
}

function missingBlocks(body: string, { needed }: WordingRules): Faulty[] {
  const end = placeOf(body, body.length);
  return needed
    .filter((name) => !body.includes(`{{${name}}}`))
    .map((name) => ({ ...end, code: 'wording_block_missing', found: `{{${name}}}` }));
}

function placeOf(source: string, at: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function tagsOf(source: string): Tag[] {
  const found = source.matchAll(/\\?\{\{+((?:(?!\{\{)[^}])*)(\}\}+)?|\}\}/g);
  return [...found].map(({ index, 0: raw, 1: inner, 2: end }) => ({
    at: index,
    raw,
    inner: end === undefined ? null : (inner ?? '').trim(),
  }));
}

/** Reads the tags one after the other: names, `if`, `each` and `else`, and nothing else. */
class TagCheck {
  private readonly faults: Faulty[] = [];
  private readonly open: Opened[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly rules: WordingRules,
  ) {}

  run(): Faulty[] {
    for (const tag of tagsOf(this.source)) this.tag(tag);
    for (const { tag } of this.open) this.fault(tag, 'wording_unclosed_part');
    return this.faults.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  private tag(tag: Tag): void {
    const { raw, inner } = tag;
    if (raw.startsWith('}')) this.fault(tag, 'wording_unopened');
    else if (inner === null) this.fault(tag, 'wording_unclosed');
    else if (raw.startsWith('\\') || raw.startsWith('{{{') || raw.endsWith('}}}')) this.fault(tag, 'wording_forbidden');
    else if (inner === 'else') this.otherwise(tag);
    else if (/^#(if|each)\s/.test(inner)) this.begin(tag, inner);
    else if (/^\/(if|each)$/.test(inner)) this.end(tag, inner.slice(1));
    else if (/^[\p{L}\p{N}_]+$/u.test(inner)) this.name(tag, inner);
    else this.fault(tag, 'wording_forbidden');
  }

  private begin(tag: Tag, inner: string): void {
    const [, kind = '', name = ''] = /^#(if|each)\s+(\S.*)$/.exec(inner) ?? [];
    const opened = { kind: kind === 'each' ? ('each' as const) : ('if' as const), tag, name, hasElse: false };
    const lists = Object.keys(this.rules.lists);
    const known = opened.kind === 'each' ? lists : [...this.visible(), ...lists];
    if (!known.includes(name)) this.fault(tag, opened.kind === 'each' ? 'wording_no_list' : 'wording_unknown');
    this.open.push(opened);
    const depth = this.open.filter((one) => one.kind === 'each').length;
    if (opened.kind === 'each' && depth > deepestEach) this.fault(tag, 'wording_too_deep');
  }

  private otherwise(tag: Tag): void {
    const innermost = this.open.at(-1);
    if (innermost === undefined || innermost.hasElse) this.fault(tag, 'wording_stray');
    else innermost.hasElse = true;
  }

  private end(tag: Tag, kind: string): void {
    if (this.open.at(-1)?.kind === kind) this.open.pop();
    else this.fault(tag, 'wording_stray');
  }

  private name(tag: Tag, name: string): void {
    if (this.rules.blocks.includes(name)) this.block(tag, name);
    else if (Object.hasOwn(this.rules.lists, name)) this.fault(tag, 'wording_list_alone');
    else if (!this.visible().includes(name)) this.fault(tag, 'wording_unknown');
  }

  /** A fixed part is a paragraph of its own, for every reader, once. */
  private block(tag: Tag, name: string): void {
    const line = this.source.split('\n')[placeOf(this.source, tag.at).line - 1] ?? '';
    if (this.seen.has(name)) this.fault(tag, 'wording_block_twice');
    else if (line.trim() !== `{{${name}}}` || this.open.length > 0) this.fault(tag, 'wording_block_place');
    this.seen.add(name);
  }

  private visible(): string[] {
    const inside = this.open.filter(({ kind }) => kind === 'each').map(({ name }) => this.rules.lists[name] ?? []);
    return [...this.rules.names, ...inside.flat()];
  }

  private fault({ at, raw }: Tag, code: string): void {
    const found = raw.split('\n')[0] ?? '';
    this.faults.push({ ...placeOf(this.source, at), code, found: found.slice(0, longestFound) });
  }
}
