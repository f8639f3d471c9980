/** A part of the document's schemas, its references followed. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly uniqueItems?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null where no body is read. */
  readonly body: Schema | null;
}

interface RawSchema extends Omit<Schema, 'properties' | 'items'> {
  readonly $ref?: string;
  readonly allOf?: readonly RawSchema[];
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly items?: RawSchema;
}

interface RawOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: RawSchema }>> };
}

interface RawDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, RawSchema>> };
}

/** Every operation that the server says it has: what reads first, what takes away last. */
export async function operationsOf(base: string): Promise<Operation[]> {
  const response = await fetch(`${base}/api/openapi.json`);
  const document = (await response.json()) as RawDocument;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters ?? [],
      body: bodyOf(operation, document),
    })),
  );
  return operations.sort((a, b) => rank(a) - rank(b));
}

const takesAway = /(completion|cancellation|revocation|erasure)$/;

function rank({ method, path }: Operation): number {
  if (method === 'GET') return 0;
  return method === 'DELETE' || takesAway.test(path) ? 2 : 1;
}

function bodyOf({ requestBody }: RawOperation, document: RawDocument): Schema | null {
  const schema = requestBody?.content['application/json']?.schema;
  return schema === undefined ? null : followed(schema, document);
}

function followed(schema: RawSchema, document: RawDocument): Schema {
  const { $ref, allOf = [], properties, items, ...rest } = schema;
  const named = $ref === undefined ? undefined : document.components.schemas[$ref.split('/').at(-1) ?? ''];
  const parts = [named, ...allOf].flatMap((part) => (part === undefined ? [] : [followed(part, document)]));
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, followed(field, document)] as const);
  return Object.assign(
    {},
    ...parts,
    rest,
    properties === undefined ? {} : { properties: Object.fromEntries(fields) },
    items === undefined ? {} : { items: followed(items, document) },
  ) as Schema;
}
