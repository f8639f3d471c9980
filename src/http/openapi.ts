import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

interface Operation {
  readonly parameters?: readonly object[];
}

/** The document takes every header that a controller reads for required; ours may all be left out. */
function letHeadersBeLeftOut({ post, put, patch }: { post?: Operation; put?: Operation; patch?: Operation }): void {
  for (const parameter of [post, put, patch].flatMap((operation) => operation?.parameters ?? [])) {
    if ('in' in parameter && parameter.in === 'header') Object.assign(parameter, { required: false });
  }
}

/** Describes the API at `/api/openapi.json`, and shows it to people at `/api/docs`. */
export function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Bina')
    .setDescription(
      'Training and guidance events for cooperatives and UMKM. Errors are RFC 9457 problem documents with a stable `code`; ' +
        'times are ISO 8601 with an offset; lists answer `{items, next}` and go on with `?after=`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  // A function, so that the document is made when somebody asks for it.
  const describe = () => {
    const document = SwaggerModule.createDocument(app, description, { autoTagControllers: false });
    const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
    for (const [, path] of paths) letHeadersBeLeftOut(path);
    return { ...document, paths: Object.fromEntries(paths) };
  };
  SwaggerModule.setup('api/docs', app, describe, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
